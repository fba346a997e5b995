import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.server.log {
    requires atoll.contracts;
    requires static org.jspecify;
}
