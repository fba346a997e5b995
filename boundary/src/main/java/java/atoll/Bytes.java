package java.atoll;

import java.nio.charset.Charset;

/** Path bytes as the JDK's Unix file system encodes them: {@code sun.jnu.encoding} of the host. */
final class Bytes {
    private static final Charset JNU = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private Bytes() {}

    static String string(byte[] path) {
        return new String(path, JNU);
    }

    static byte[] of(String path) {
        return path.getBytes(JNU);
    }
}
