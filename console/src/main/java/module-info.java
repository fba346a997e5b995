import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.console {
    requires atoll.contracts;
    requires jdk.httpserver;
    requires static org.jspecify;
}
