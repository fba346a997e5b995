import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.server.vfs {
    requires atoll.contracts;
    requires static org.jspecify;
}
