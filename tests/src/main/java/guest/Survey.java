package guest;

import java.io.File;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;

/** Calls, each with what came of it in a line. */
abstract class Survey {
    private static int lines;

    final Path home;
    final Path abroad;

    Survey(Path home, Path abroad) {
        this.home = home;
        this.abroad = abroad;
    }

    interface Call {
        Object run() throws Exception;
    }

    abstract void run();

    static int lines() {
        return lines;
    }

    static void line(String what, Call call) {
        lines++;
        String came;
        try {
            Object result = call.run();
            came = result instanceof byte[] bytes ? bytes.length + " bytes " + sum(bytes) : String.valueOf(result);
        } catch (Exception e) {
            came = e.getClass().getName() + ": " + e.getMessage();
        }
        System.out.println(lines + " " + what + ": " + came);
    }

    static long sum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    final File file(String name) {
        return home.resolve(name).toFile();
    }
}
