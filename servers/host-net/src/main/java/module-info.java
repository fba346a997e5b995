import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.server.hostnet {
    requires atoll.contracts;
    requires static org.jspecify;
}
