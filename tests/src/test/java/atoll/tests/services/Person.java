package atoll.tests.services;

import atoll.contract.terminal.Size;
import atoll.system.session.Session;
import atoll.system.session.Sessions;
import atoll.tests.Wait;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Somebody at a terminal of a session. */
class Person {
    final PipedOutputStream fingers = new PipedOutputStream();
    final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    final Session session;
    private boolean over;

    Person(Sessions sessions, Map<String, String> environment, Size size, String... arguments) throws IOException {
        session = sessions.open(List.of(arguments), environment, size, new PipedInputStream(fingers, 65_536), screen);
    }

    void type(String text) throws IOException {
        fingers.write(text.getBytes(StandardCharsets.UTF_8));
        fingers.flush();
    }

    String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    void await(String text) throws InterruptedException {
        Wait.until(() -> shown().contains(text), () -> "no \"" + text + "\" on the screen: " + shown());
    }

    int end() throws InterruptedException {
        over = true;
        return session.waitFor();
    }

    void close() throws InterruptedException {
        if (!over) {
            session.close();
            end();
        }
    }
}
