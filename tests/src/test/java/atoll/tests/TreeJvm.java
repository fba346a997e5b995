package atoll.tests;

import atoll.system.Atoll;

/** A JVM of its own: boots, and with the argument "spin" has a process that does not end. */
final class TreeJvm {
    private TreeJvm() {}

    public static void main(String[] args) throws Exception {
        Atoll.boot();
        if (args[0].equals("spin")) {
            Run run = Run.of(guest.Endings.class, "spin");
            run.awaitOut("spinning");
            System.out.println("spinning");
            run.end();
        }
        System.out.println("booted");
    }
}
