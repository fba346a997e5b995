import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.linker {
    exports atoll.linker;

    requires atoll.boundary;
    requires transitive atoll.kernel;
    requires static org.jspecify;
}
