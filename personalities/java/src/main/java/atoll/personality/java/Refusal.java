package atoll.personality.java;

import java.atoll.Call;
import java.atoll.Errno;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** How each call that needs a right is refused: the exception that the JDK would throw there, and the way to a grant. */
enum Refusal {
    EXEC(Call.EXEC, "start a program", "no grant allows programs of the host") {
        @Override
        Throwable thrown(String message) {
            return new IOException(message);
        }
    },
    LIBRARY(Call.LIBRARY, "load a native library", "native code is not for isolated processes") {
        @Override
        Throwable thrown(String message) {
            return new UnsatisfiedLinkError(message);
        }
    },
    NATIVE(Call.NATIVE, "use a restricted native method", "native memory is not for isolated processes") {
        @Override
        Throwable thrown(String message) {
            return new IllegalCallerException(message);
        }
    },
    PROCESSES(Call.PROCESSES, "look at processes of the host", "no grant shows them") {
        @Override
        Throwable thrown(String message) {
            return new SecurityException(message);
        }
    },
    DIAGNOSTICS(Call.DIAGNOSTICS, "diagnose the JVM", "the JVM is shared") {
        @Override
        Throwable thrown(String message) {
            return new SecurityException(message);
        }
    },
    ATTACH(Call.ATTACH, "attach to a JVM", "the JVM is shared") {
        @Override
        Throwable thrown(String message) {
            return new IOException(message);
        }
    },
    HOST_STATE(Call.HOST_STATE, "see state of the host", "no grant shows it") {
        @Override
        Throwable thrown(String message) {
            return new SecurityException(message);
        }
    },
    THREAD(Call.THREAD, "touch a thread of another process", "threads are private") {
        @Override
        Throwable thrown(String message) {
            return new SecurityException(message);
        }
    },
    CHANNEL(Call.CHANNEL, "use an inherited channel", "it belongs to the host") {
        @Override
        Throwable thrown(String message) {
            return new IOException(message);
        }
    };

    private final int call;
    private final String what;
    private final String grant;

    Refusal(int call, String what, String grant) {
        this.call = call;
        this.what = what;
        this.grant = grant;
    }

    abstract Throwable thrown(String message);

    /** What a process wanted that no grant allows. */
    static String what(int call) {
        for (Refusal refusal : values()) {
            if (refusal.call == call) {
                return "no grant lets it ".concat(refusal.what);
            }
        }
        return "no grant lets it do what it tried";
    }

    /** Throws the refusal of {@code call} for process {@code who}. */
    static void refuse(int call, String who, Object subject) {
        for (Refusal refusal : values()) {
            if (refusal.call == call) {
                String about = subject instanceof String || subject instanceof Integer ? " (" + subject + ")" : "";
                throw Refusal.<RuntimeException>sneak(
                        refusal.thrown("refused: " + who + " may not " + refusal.what + about + ": " + refusal.grant));
            }
        }
        throw new SecurityException("refused: " + who + ", call " + call);
    }

    /** What java.io throws for a path that has no host path. */
    static FileNotFoundException ofPath(String path, IOException refused) {
        String said = refused instanceof FileSystemException f ? f.getReason() : refused.getMessage();
        String why = refused instanceof Errno ? " (" + said + ")" : " (Permission denied): " + said;
        return new FileNotFoundException(path + why);
    }

    /** Throws a checked exception from where the woven JDK method declares it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends Throwable> T sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
