package guest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A program as people put into pipes; it knows nothing of Atoll. */
public final class Piped {
    private Piped() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        switch (words[0]) {
            case "echo" -> System.out.println(words[1]);
            case "both" -> {
                System.out.println("out");
                System.err.println("err");
            }
            case "cat" -> System.in.transferTo(System.out);
            case "yes" -> yes();
            case "head" -> System.out.write(System.in.readNBytes(Integer.parseInt(words[1])));
            case "random" -> random(Long.parseLong(words[1]), Integer.parseInt(words[2]));
            case "sum" -> System.out.println(sum());
            case "exit" -> System.exit(Integer.parseInt(words[1]));
            case "environment" -> System.out.println(System.getenv(words[1]) + " " + System.getProperty("user.dir"));
            case "write" -> write(words[1]);
            case "overflow" -> overflow(Integer.parseInt(words[1]));
            case "hang" -> Thread.sleep(Long.MAX_VALUE);
            case "close" -> {
                System.out.close();
                Thread.sleep(Long.MAX_VALUE);
            }
            case "console" -> System.out.println(System.console() == null);
            default -> throw new IllegalArgumentException(words[0]);
        }
        System.out.flush();
    }

    /** Writes at the end of its stack, again and again: each byte goes wholly or not at all. */
    private static void overflow(int times) {
        int failed = 0;
        for (int i = 0; i < times; i++) {
            try {
                deeper();
            } catch (StackOverflowError e) {
                failed++;
            }
        }
        System.out.println();
        System.out.println("overflowed " + failed);
    }

    private static void deeper() {
        System.out.write('x');
        System.out.flush();
        deeper();
    }

    private static void write(String file) {
        try {
            Files.writeString(Path.of(file), "written");
            System.out.println("written");
        } catch (IOException e) {
            System.out.println(e);
        }
    }

    private static void yes() {
        byte[] bytes = "y\n".repeat(2048).getBytes(StandardCharsets.UTF_8);
        while (!System.out.checkError()) {
            System.out.write(bytes, 0, bytes.length);
        }
        System.exit(141);
    }

    private static void random(long seed, int bytes) throws IOException {
        Random random = new Random(seed);
        OutputStream out = System.out;
        for (int left = bytes; left > 0; ) {
            byte[] part = new byte[Math.min(left, 1 + random.nextInt(100_000))];
            random.nextBytes(part);
            out.write(part);
            left -= part.length;
        }
    }

    private static long sum() throws IOException {
        InputStream in = System.in;
        long sum = 0;
        byte[] part = new byte[5_000];
        for (int count = in.read(part); count >= 0; count = in.read(part)) {
            for (int i = 0; i < count; i++) {
                sum = sum * 31 + part[i];
            }
        }
        return sum;
    }
}
