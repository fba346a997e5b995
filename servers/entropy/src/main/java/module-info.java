import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.server.entropy {
    requires atoll.contracts;
    requires static org.jspecify;
}
