import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.library.files {
    exports atoll.library.file;

    requires transitive atoll.contracts;
    requires static org.jspecify;
}
