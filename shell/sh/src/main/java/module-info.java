import org.jspecify.annotations.NullMarked;

@NullMarked
module atoll.shell {
    requires atoll.contracts;
    requires org.jline.reader;
    requires org.jline.terminal;
    requires static org.jspecify;
}
