import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.userland {
    requires atoll.contracts;
    requires static org.jspecify;
}
