package guest.hostile;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A harmless program that runs beside the hostile ones: for each line that it reads it uses much of the JDK and answers. */
public final class Bystander {
    private Bystander() {}

    public static void main(String[] args) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String answer;
            try {
                answer = "answer " + line + " " + work();
            } catch (Throwable e) {
                answer = "broken " + line + " " + e;
                e.printStackTrace();
            }
            System.out.println(answer);
        }
    }

    private static String work() throws Exception {
        locks();
        files();
        Thread virtual = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        virtual.join();
        int sum = IntStream.range(0, 100).parallel().sum();
        int async = CompletableFuture.supplyAsync(() -> 1).get();
        new Throwable("trace").printStackTrace();
        UUID.randomUUID();
        java.security.MessageDigest.getInstance("MD5").digest(new byte[1]);
        System.getLogger("bystander").log(System.Logger.Level.DEBUG, "logged");
        return sum + async + " " + String.format(Locale.ROOT, "%.1f", 1.5) + " " + System.getProperty("hostile");
    }

    /** Locks that every program uses without thinking. */
    private static void locks() {
        synchronized ("lock") {
            synchronized (String.class) {
                synchronized (Integer.valueOf(1)) {
                    synchronized (Runtime.getRuntime()) {
                        synchronized (System.out) {
                            System.out.flush();
                        }
                    }
                }
            }
        }
    }

    private static void files() throws Exception {
        Path file = Files.createTempFile("bystander", ".txt");
        Files.writeString(file, "text");
        Path moved = file.resolveSibling(file.getFileName() + ".moved");
        Files.move(file, moved);
        if (!Files.readString(moved).equals("text") || !new File(moved.toString()).delete()) {
            throw new IllegalStateException("files do not work");
        }
    }
}
