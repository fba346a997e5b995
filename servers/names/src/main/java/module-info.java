import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.server.names {
    requires atoll.contracts;
    requires static org.jspecify;
}
