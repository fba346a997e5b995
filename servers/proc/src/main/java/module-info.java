import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.server.proc {
    requires atoll.contracts;
    requires static org.jspecify;
}
