package atoll.shell.run;

/** Nothing to read, and what is written is lost. */
final class Nothing extends Handle {
    @Override
    int read(byte[] into, int most) {
        return -1;
    }

    @Override
    void write(byte[] bytes, int length) {}

    @Override
    void unread(byte[] bytes) {}
}
