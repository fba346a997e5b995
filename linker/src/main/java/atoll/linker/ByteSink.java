package atoll.linker;

import java.util.Arrays;

/** A growing array of bytes, big-endian as in class files. */
final class ByteSink {
    private byte[] bytes;
    private int size;

    ByteSink(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    private void need(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    void u1(int value) {
        need(1);
        bytes[size++] = (byte) value;
    }

    void u2(int value) {
        need(2);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    void u4(int value) {
        u2(value >>> 16);
        u2(value);
    }

    void copy(byte[] from, int start, int length) {
        need(length);
        System.arraycopy(from, start, bytes, size, length);
        size += length;
    }

    void setU2(int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    void setU4(int at, int value) {
        setU2(at, value >>> 16);
        setU2(at + 2, value);
    }

    void addU2(int at, int more) {
        setU2(at, u2(bytes, at) + more);
    }

    /** Forgets what was written from {@code size} on. */
    void cut(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    void append(ByteSink other) {
        copy(other.bytes, 0, other.size);
    }

    static int u1(byte[] b, int at) {
        return b[at] & 0xff;
    }

    static int u2(byte[] b, int at) {
        return (b[at] & 0xff) << 8 | b[at + 1] & 0xff;
    }

    static int s2(byte[] b, int at) {
        return (short) u2(b, at);
    }

    static int s4(byte[] b, int at) {
        return u2(b, at) << 16 | u2(b, at + 2);
    }
}
