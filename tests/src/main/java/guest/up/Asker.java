package guest.up;

import atoll.contract.Names;
import atoll.contract.control.Control;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code Asker POWER REQUEST...}: asks the system that it is in, writes the answers, and stays. {@code POWER} is a method of {@link Control}; or {@code many}: connections
 * until there are too many; or {@code again}: for ever; or
 * {@code silent}: connections that ask nothing. */
public final class Asker {
    private static final int STEP = 1_000;

    private Asker() {}

    public static void main(String[] args) throws InterruptedException {
        Control system = Names.find("system", Control.class);
        for (int i = 0; i + 1 < args.length; i += 2) {
            try {
                ask(system, args[i], args[i + 1]);
            } catch (IOException | RuntimeException e) {
                System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
        System.out.println("asked");
        Thread.sleep(Long.MAX_VALUE);
    }

    /** Until there are too many. */
    private static void fill(Control system) {
        try {
            while (true) {
                system.look();
            }
        } catch (IOException e) {
            System.out.println("TOO_MANY");
        }
    }

    private static int connect(Control system, String power) throws IOException {
        return switch (power) {
            case "change" -> system.change();
            case "session" -> system.session();
            default -> system.look();
        };
    }

    private static void ask(Control system, String power, String request) throws IOException {
        if (power.equals("many")) {
            while (true) {
                begin(system, system.look(), request);
            }
        }
        if (power.equals("silent")) {
            fill(system);
            return;
        }
        do {
            answer(system, connect(system, power), request);
        } while (power.equals("again"));
    }

    private static void answer(Control system, int connection, String request) throws IOException {
        begin(system, connection, request);
        for (byte[] next = system.read(connection, STEP); next.length > 0; next = system.read(connection, STEP)) {
            System.out.write(next, 0, next.length);
            System.out.flush();
        }
        system.close(connection);
    }

    private static void begin(Control system, int connection, String request) throws IOException {
        system.write(connection, (request + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
