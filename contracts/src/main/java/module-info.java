import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.contracts {
    exports atoll.contract;

    requires static org.jspecify;
}
