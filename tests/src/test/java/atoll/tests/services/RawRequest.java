package atoll.tests.services;

import atoll.tests.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A connection to a web server, on which anything at all is said. */
final class RawRequest implements AutoCloseable {
    private final Socket socket;

    RawRequest(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Wait.SECONDS));
    }

    RawRequest send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawRequest send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** All that is answered until the server closes the connection, however it does. */
    String answer() throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] part = new byte[4096];
        try {
            for (int count = 0; count >= 0; count = socket.getInputStream().read(part)) {
                answer.append(new String(part, 0, count, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException e) {
            // Closed before all was read that was sent.
        }
        return answer.toString();
    }

    /** What is answered, to the first {@code end}. */
    String until(String end) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed after " + answer);
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

    /** The status of the answer to one request, which asks that the connection be closed; 0 when there is none. */
    static int status(int port, String head, String... headers) throws IOException {
        try (RawRequest request = new RawRequest(port)) {
            StringBuilder text = new StringBuilder(head).append(" HTTP/1.1\r\n");
            for (String header : headers) {
                text.append(header).append("\r\n");
            }
            String answer = request.send(
                            text.append("Connection: close\r\n\r\n").toString())
                    .answer();
            return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
