package atoll.personality.java.served;

import atoll.contract.CallFailed;
import atoll.contract.Refused;
import atoll.contract.Revoked;
import atoll.contract.file.FileFault;
import java.atoll.Errno;
import java.atoll.FileStat;
import java.atoll.ServedFiles;
import java.io.IOException;
import java.util.List;

/** What a file server said, or how a call of it failed, as the number of the system call's error. */
final class Faults {
    /** Found now, as the host: on a thread of a process the boundary is not there to be found. */
    static final List<Class<?>> FOUND = List.of(Errno.class, FileStat.class, ServedFiles.class);

    private Faults() {}

    /** The id is forgotten by the server, and the path is to be walked again. */
    static boolean isStale(Exception failed) {
        return failed instanceof IOException said && !(said instanceof Errno) && FileFault.in(said) == FileFault.STALE;
    }

    static boolean isAbsent(IOException failed) {
        return !(failed instanceof Errno) && FileFault.in(failed) == FileFault.NOT_FOUND;
    }

    static boolean isTaken(Exception failed) {
        return failed instanceof IOException said && !(said instanceof Errno) && FileFault.in(said) == FileFault.EXISTS;
    }

    /** What a call threw, as the error of the system call; thrown again if it is nothing that a call throws. */
    static Errno errno(Exception failed) {
        if (failed instanceof Errno already) {
            return already;
        }
        if (failed instanceof IOException said) {
            return new Errno(FileFault.in(said).errno(), said);
        }
        if (failed instanceof RuntimeException other
                && !(other instanceof CallFailed)
                && !(other instanceof IllegalStateException)) {
            throw other;
        }
        boolean right = failed instanceof Refused || failed instanceof Revoked;
        return new Errno(right ? Errno.EACCES : Errno.EIO, failed);
    }
}
