package atoll.system;

import java.io.IOException;

/** Last step of the build: weaves the JDK's classes once and keeps them beside the jars. */
public final class Weave {
    private Weave() {}

    public static void main(String[] args) throws IOException {
        Atoll.keepWoven();
    }
}
