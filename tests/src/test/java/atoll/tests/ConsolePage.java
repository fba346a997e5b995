package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a page of the console is to the console: one channel, and what is said on it. */
public final class ConsolePage implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private final String token;
    private final BufferedReader lines;
    private final String id;

    private ConsolePage(int port, String token) throws IOException, InterruptedException {
        this.address = "http://127.0.0.1:" + port;
        this.token = token;
        var answer = client.send(
                request("/channel").POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        id = next().get("channel").getAsString();
    }

    public static ConsolePage open(int port, String token) throws IOException, InterruptedException {
        return new ConsolePage(port, token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(Wait.SECONDS));
    }

    /** Returns the status, and what was said when it is not 204. */
    public String says(String... lines) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                request("/channel/" + id)
                        .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return (answer.statusCode() + " " + answer.body()).strip();
    }

    /** The next line that is not empty. */
    public JsonObject next() throws IOException {
        String line = lines.readLine();
        while (line != null && line.isEmpty()) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("the channel is closed");
        }
        return JsonParser.parseString(line).getAsJsonObject();
    }

    @Override
    public void close() throws IOException {
        lines.close();
        client.shutdownNow();
    }
}
