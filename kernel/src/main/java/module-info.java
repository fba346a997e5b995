import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.kernel {
    requires atoll.boundary;
    requires static org.jspecify;
}
