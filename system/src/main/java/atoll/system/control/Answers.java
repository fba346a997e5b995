package atoll.system.control;

import com.google.gson.JsonObject;
import java.io.IOException;

/** What a system answers. */
public interface Answers {
    /** An {@link IOException} means that the client is gone. */
    void answer(JsonObject request, Exchange exchange) throws IOException, InterruptedException;
}
