import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.server.terminal {
    requires atoll.contracts;
    requires static org.jspecify;
}
