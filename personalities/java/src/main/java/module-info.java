import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.personality.java {
    requires atoll.boundary;
    requires atoll.kernel;
    requires atoll.linker;
    requires static org.jspecify;
}
