import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.server.hostfolder {
    requires atoll.contracts;
    requires static org.jspecify;
}
