package atoll.userland;

import java.io.IOException;

/** {@link Test}, as {@code [}. */
public final class Bracket extends Test {
    private Bracket() {
        super("[");
    }

    public static void main(String[] args) {
        new Bracket().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        super.run(unbracketed(args));
    }
}
