import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.linker {
    requires atoll.boundary;
    requires atoll.kernel;
    requires static org.jspecify;
}
