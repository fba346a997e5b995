import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.server.memoryfiles {
    requires atoll.contracts;
    requires static org.jspecify;
}
