package atoll.server.terminal;

import java.nio.charset.StandardCharsets;

/** What Linux thinks of bytes. */
final class Bytes {
    private static final int DELETE = 0x7f;
    private static final int FIRST_LETTER_BEYOND_ASCII = 0xc0;
    private static final int TIMES = 0xd7;
    private static final int DIVIDED = 0xf7;
    private static final int TOP_BITS = 0xc0;
    private static final int CONTINUATION = 0x80;

    private Bytes() {}

    static boolean isControl(int c) {
        return c < ' ' || c == DELETE;
    }

    /** Part of a character that began before it, in UTF-8. */
    static boolean isContinuation(int c) {
        return (c & TOP_BITS) == CONTINUATION;
    }

    /** Letters and digits of Latin-1, and the underscore; so the first byte of most characters of UTF-8 is one. */
    static boolean isOfWord(int c) {
        return c >= '0' && c <= '9'
                || c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '_'
                || c >= FIRST_LETTER_BEYOND_ASCII && c != TIMES && c != DIVIDED;
    }

    static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
