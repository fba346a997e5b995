package atoll.contract.name;

import atoll.contract.Idempotent;
import java.io.IOException;

/**
 * The work of the server of names, for the system, which stands between it and the processes: it knows which view a caller
 * has, and keeps the gates, of which the server has only numbers. Paths, errors and cost are those of {@link NameSpace}.
 *
 * <p>Changes have a request number. The ledger takes each once, so a change may be asked for again at the next server.
 */
public interface NameBook {
    /** {@link NameSpace#bind}, or {@link NameSpace#mount} of that {@code tree} when it is not 0. */
    @Idempotent
    void bind(long request, long view, String path, long what, long tree, Place place) throws IOException;

    /** {@link NameSpace#unbind}; all of the view's for {@code what} 0. */
    @Idempotent
    void unbind(long request, long view, String path, long what) throws IOException;

    /** {@link NameSpace#copy} of what {@code from} shows, or {@link NameSpace#empty}, which {@code made} shows from then on. */
    @Idempotent
    void open(long request, long from, NameEntry.View made, boolean copies) throws IOException;

    /** {@link NameSpace#close}. */
    @Idempotent
    void close(long request, long view) throws IOException;

    /** {@link NameSpace#inUnion}: the ids of the bindings on the way, those of trees first. The ledger is asked whether they are. */
    @Idempotent
    long[] find(long view, String path, int number) throws IOException;

    /** {@link NameSpace#covering}. */
    @Idempotent
    String covering(long view, String path) throws IOException;

    /** {@link NameSpace#list}. */
    @Idempotent
    String[] list(long view, String path, String after, int most) throws IOException;
}
