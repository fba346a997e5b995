package guest;

import java.util.Objects;

/** Named checks of one program; prints a line for each, and a last line with their number. */
final class Checks {
    /** One check. */
    interface Body {
        void run() throws Throwable;
    }

    private int passed;

    Checks check(String name, Body body) {
        try {
            body.run();
            passed++;
            System.out.println("ok " + name);
        } catch (Throwable e) {
            System.out.println("FAIL " + name + ": " + e);
            StackTraceElement[] trace = e.getStackTrace();
            for (int i = 0; i < Math.min(12, trace.length); i++) {
                System.out.println("    at " + trace[i]);
            }
            if (e.getCause() != null) {
                System.out.println("    cause " + e.getCause());
            }
        }
        return this;
    }

    void done() {
        System.out.println("passed " + passed);
        System.out.flush();
    }

    static void same(Object wanted, Object got) {
        if (!Objects.equals(wanted, got)) {
            throw new AssertionError("wanted " + wanted + " but got " + got);
        }
    }

    static void yes(boolean condition, Object about) {
        if (!condition) {
            throw new AssertionError(String.valueOf(about));
        }
    }

    /** Runs {@code body}, which must throw a {@code type}; returns its message. */
    static String refused(Class<? extends Throwable> type, Body body) {
        try {
            body.run();
        } catch (Throwable e) {
            if (type.isInstance(e)) {
                return String.valueOf(e.getMessage());
            }
            throw new AssertionError("wanted " + type.getName() + " but got " + e, e);
        }
        throw new AssertionError("wanted " + type.getName() + " but nothing was thrown");
    }
}
