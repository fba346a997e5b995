import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.server.supervisor {
    requires atoll.contracts;
    requires static org.jspecify;
}
