import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.kernel {
    exports atoll.kernel;

    requires transitive atoll.boundary;
    requires transitive atoll.contracts;
    requires transitive java.instrument;
    requires java.management;
    requires jdk.management;
    requires static org.jspecify;
}
