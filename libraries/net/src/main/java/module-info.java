import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.library.net {
    exports atoll.library.net;

    requires transitive atoll.contracts;
    requires static org.jspecify;
}
