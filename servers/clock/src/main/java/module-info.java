import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.server.clock {
    requires atoll.contracts;
    requires static org.jspecify;
}
