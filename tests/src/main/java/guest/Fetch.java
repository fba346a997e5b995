package guest;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * A client: fetches each address and tells what came; with {@code LEAVE HOST PORT PATH}, asks for a page
 * after which the server is gone.
 */
public final class Fetch {
    public static void main(String[] args) throws Exception {
        if (args[0].equals("LEAVE")) {
            try (Socket socket = new Socket(args[1], Integer.parseInt(args[2]))) {
                socket.getOutputStream().write(("GET " + args[3] + " HTTP/1.0\r\n\r\n").getBytes());
                while (socket.getInputStream().read() >= 0) {}
            }
            return;
        }
        HttpClient client = HttpClient.newHttpClient();
        for (String arg : args) {
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(URI.create(arg)).build(), HttpResponse.BodyHandlers.ofString());
            System.out.println(response.statusCode() + " "
                    + response.headers().firstValue("content-type").orElse("untyped"));
            System.out.println(response.body());
        }
    }
}
