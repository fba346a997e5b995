import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.shell {
    requires atoll.contracts;
    requires static org.jspecify;
}
