package atoll.userland;

import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** File names, by their bytes: paths of the JDK are made of strings, and lose what is no text of the host's. */
final class FileName {
    private static final String UNRESERVED = "/-._~";
    private static final Path ROOT = Path.of("/");

    private FileName() {}

    /**
     * The path that an operand names. A slash at the end asks for a folder, which the JDK's paths would forget. No file has
     * an empty name.
     */
    static Path path(String operand) throws NoSuchFileException {
        if (operand.isEmpty() || operand.indexOf('\0') >= 0) {
            throw new NoSuchFileException(operand);
        }
        boolean folder = operand.length() > 1 && operand.endsWith("/");
        String name = folder ? operand + "." : operand;
        return Text.isAscii(name) ? Path.of(name) : exact(Text.bytes(name));
    }

    /** The path of a name to be made, at which nothing has to be yet. */
    static Path entry(String operand) throws NoSuchFileException {
        return path(stripped(operand));
    }

    private static Path exact(byte[] name) {
        StringBuilder uri = new StringBuilder("file:///");
        for (byte b : name) {
            int c = b & 0xff;
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            if (plain) {
                uri.append((char) c);
            } else {
                uri.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        Path absolute = Path.of(URI.create(uri.toString()));
        return name[0] == '/' ? absolute : absolute.subpath(0, absolute.getNameCount());
    }

    /** What {@link #path} was given, but for slashes. */
    static String of(Path path) {
        String name = path.toString();
        if (Text.isAscii(name)) {
            return name;
        }
        String uri = ROOT.resolve(path).toUri().getRawPath();
        byte[] bytes = new byte[uri.length()];
        int length = 0;
        for (int i = path.isAbsolute() ? 0 : 1; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c == '%') {
                c = (char) Integer.parseInt(uri, i + 1, i + 3, 16);
                i += 2;
            }
            bytes[length++] = (byte) c;
        }
        return stripped(Text.of(java.util.Arrays.copyOf(bytes, length)));
    }

    /** Without slashes at its end. */
    static String stripped(String operand) {
        int end = operand.length();
        while (end > 1 && operand.charAt(end - 1) == '/') {
            end--;
        }
        return operand.substring(0, end);
    }

    /** The last name of a path, as basename(1) has it. */
    static String last(String operand) {
        String stripped = stripped(operand);
        int slash = stripped.lastIndexOf('/');
        return stripped.length() == 1 ? stripped : stripped.substring(slash + 1);
    }

    static String join(String folder, String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }
}
