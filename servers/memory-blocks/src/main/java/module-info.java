import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.server.memoryblocks {
    requires atoll.contracts;
    requires static org.jspecify;
}
