package atoll.contract.name;

import atoll.contract.AnyGate;
import atoll.contract.Idempotent;
import atoll.contract.Right;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a process sees of the system: paths, and the gates that are bound there. A process is given one under the name
 * {@code names}, for itself alone or together with others; {@code Names.find("/svc/greeter", Greeter.class)} looks there.
 *
 * <p><b>Paths</b> begin with a slash and have names between slashes. Empty names, {@code .}, {@code ..}, the character 0 and a
 * slash at the end are {@code INVALID}; more than {@link #MOST_PATH} characters or {@link #MOST_DEPTH} names are
 * {@code TOO_LONG}. There are no folders to be made: {@code /svc} is there as long as something is below it.
 *
 * <p><b>Look-up.</b> A path may have several bindings, which are asked in their order. Some are trees: other name spaces, whose
 * paths go on from there. What is looked for is first looked for at the whole path, then in the trees bound at the path less
 * its last name, and so on up to those bound at {@code /}. The first that is found counts. A tree is searched for a path once,
 * however many ways lead to it.
 *
 * <p><b>Errors</b>: each method throws {@code IOException} with a {@link NameFault}, and then has changed nothing. That holds
 * also when the server of names dies or hangs in the call: it is asked again at the next one, does nothing twice, and ends in
 * {@code UNAVAILABLE} only if nothing was done.
 *
 * <p><b>Rights</b>: {@code bind} to change it, {@code close} to end it; looking needs none.
 *
 * <p><b>Cost</b>: microseconds for a look-up, a switch of threads for a change, and a copy of a pointer for each name in the
 * name space.
 */
public interface NameSpace {
    /** Characters of a path. */
    int MOST_PATH = 1_000;

    /** Names in a path. */
    int MOST_DEPTH = 64;

    /** The gate that is found at {@code path}; a tree that is bound there is found as its {@code NameSpace}. {@code NOT_FOUND}. */
    @Idempotent
    AnyGate find(String path) throws IOException;

    /** As {@link #find}, but the {@code number}th that there is at the path, from 0 on: for clients that ask one after the other. */
    @Idempotent
    AnyGate inUnion(String path, int number) throws IOException;

    /**
     * The longest beginning of {@code path} at which something is found. The rest of the path is then for what is found there:
     * a file system that is bound at {@code /home} covers {@code /home/notes.txt}. {@code NOT_FOUND}.
     */
    @Idempotent
    String covering(String path) throws IOException;

    /**
     * The names that come directly after {@code path}, through all trees, each once: those after {@code after} in the order of
     * {@code String.compareTo}, at most {@code most} of them; fewer only at the end. The first call gives the empty string.
     * {@code NOT_FOUND} when the path is not there. Cost: a look at all names below the path.
     */
    @Idempotent
    String[] list(String path, String after, int most) throws IOException;

    /**
     * Binds {@code what} at {@code path}. It stays there until it is unbound, also when this process ends; calls to it reach
     * whoever serves it then. To bind again what was bound there through this capability changes nothing, so a server may do
     * it each time it starts. {@code TAKEN}, {@code NOT_YOURS}, {@code NO_ROOM}; {@code INVALID} at {@code /}.
     */
    @Right("bind")
    void bind(String path, AnyGate what, Place place) throws IOException;

    /**
     * Makes all of {@code tree}, as it is and will be, visible below {@code path}, which may be {@code /}. As {@link #bind};
     * and {@code LOOP} when this name space is in the tree.
     */
    @Right("bind")
    void mount(String path, NameSpace tree, Place place) throws IOException;

    /**
     * Takes away what was bound at {@code path} through this capability: {@code what}, or all of it for null.
     * {@code NOT_FOUND}; {@code NOT_YOURS} when all that is there was bound through another.
     */
    @Right("bind")
    void unbind(String path, @Nullable AnyGate what) throws IOException;

    /**
     * A name space that has now what this one has, and from now on goes its own way; trees in it are the same trees. It has all
     * rights, takes of the room of this one, and ends with it. Cost: a copy of each binding.
     */
    NameSpace copy() throws IOException;

    /** An empty name space, otherwise as {@link #copy}: for a tree to be given to others. */
    NameSpace empty() throws IOException;

    /** Ends this capability, and takes away what was bound through it and through those that were made of it. */
    @Right("close")
    void close() throws IOException;
}
