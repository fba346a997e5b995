package java.atoll;

import java.io.IOException;

/** Standard input that is a terminal. */
public interface Echoing {
    /** Sets whether what is typed is shown, and returns whether it was. */
    boolean echo(boolean on) throws IOException;
}
