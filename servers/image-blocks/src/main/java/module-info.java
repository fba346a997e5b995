import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.server.imageblocks {
    requires atoll.contracts;
    requires static org.jspecify;
}
