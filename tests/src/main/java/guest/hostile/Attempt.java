package guest.hostile;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.concurrent.FutureTask;

/**
 * One attack: tried on the main thread and on a virtual thread, and what came of it told on one line each. An attack that
 * got what it wanted returns a text that starts with {@link #ESCAPED}.
 */
interface Attempt {
    String ESCAPED = "ESCAPED ";

    Object run() throws Throwable;

    static void main(String[] args, Map<String, Attempt> attempts) throws Exception {
        Attempt attempt = attempts.get(args[0]);
        if (attempt == null) {
            throw new IllegalArgumentException(args[0]);
        }
        System.out.println("main: " + outcome(attempt));
        if (args.length == 1) {
            FutureTask<String> again = new FutureTask<>(() -> outcome(attempt));
            Thread.ofVirtual().start(again);
            System.out.println("virtual: " + again.get());
        }
        System.out.println("over");
    }

    private static String outcome(Attempt attempt) {
        try {
            return "done " + attempt.run();
        } catch (Throwable e) {
            Throwable told = e;
            while ((told instanceof InvocationTargetException || told instanceof ExceptionInInitializerError)
                    && told.getCause() != null) {
                told = told.getCause();
            }
            return "thrown " + chain(told);
        }
    }

    private static String chain(Throwable e) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = e; t != null; t = t.getCause()) {
            text.append(text.isEmpty() ? "" : " < ")
                    .append(String.valueOf(t).lines().findFirst().orElse(""));
        }
        return text.toString();
    }

    /** Called by hostile objects when they run: tells on the one they run for, if that is not their own process. */
    static void ran(String what) {
        if (System.getProperty("secret") == null) {
            System.setProperty("hostile", what);
        }
    }

    /** Runs {@code body} and says that it worked. */
    static Attempt works(Body body) {
        return () -> {
            body.run();
            return ESCAPED + "no refusal";
        };
    }

    /** An attack without a result. */
    interface Body {
        void run() throws Throwable;
    }
}
