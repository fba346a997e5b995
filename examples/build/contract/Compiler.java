package builds;

import atoll.contract.Idempotent;

/** One build, by a process that is there for it alone. */
public interface Compiler {
    /** The number of its process. */
    @Idempotent
    int pid();

    /**
     * Compiles by {@code javac} or {@code ecj} what is a source file, or a zip of them. Returns a length of four bytes, a log of that length in
     * UTF-8, and the jar, which is empty when there is none.
     */
    byte[] build(String compiler, byte[] sources);
}
