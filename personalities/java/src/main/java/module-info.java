import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.personality.java {
    exports atoll.personality.java;
    exports atoll.personality.java.audit;

    requires transitive atoll.kernel;
    requires java.logging;
    requires java.sql;
    requires atoll.boundary;
    requires atoll.linker;
    requires static org.jspecify;
}
