package guest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code Needs FILE FOLDER PORT}: uses what a process has not by itself, each way that a grant exists for. */
public final class Needs {
    private Needs() {}

    public static void main(String[] args) throws Exception {
        System.out.println("file " + Files.readString(Path.of(args[0])));
        System.out.println("relative " + Files.exists(Path.of("sub")));
        Path made = Path.of(args[1], "made");
        Files.writeString(made, "by the program");
        System.out.println("made " + Files.size(made));
        System.out.println("home " + System.getenv("HOME"));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[2])), 10_000);
            System.out.println("connected");
        }
        try (ServerSocket server = new ServerSocket(0)) {
            System.out.println("listens " + (server.getLocalPort() > 0));
        }
        try {
            new ProcessBuilder("true").start();
            System.out.println("started");
        } catch (IOException e) {
            System.out.println("not started");
        }
    }
}
