import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.system {
    requires atoll.boundary;
    requires com.google.gson;
    requires info.picocli;
    requires atoll.kernel;
    requires atoll.linker;
    requires atoll.personality.java;
    requires java.management;
    requires jdk.jfr;
    requires jdk.management;
    requires jdk.unsupported;
    requires org.apache.maven.resolver;
    requires org.apache.maven.resolver.supplier;
    requires static org.jspecify;
    requires org.tomlj;
}
