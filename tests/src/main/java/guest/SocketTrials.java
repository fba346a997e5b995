package guest;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.Callable;

/** One call after the other, in words: {@code bind:PORT connect:HOST:PORT send:HOST:PORT deep:HOST:PORT name:NAME called:HOST}. */
public final class SocketTrials {
    private static final int ANSWER_MILLIS = 500;
    private static final int FRAMES = 1_000;

    private SocketTrials() {}

    public static void main(String[] args) {
        for (String arg : args) {
            String[] words = arg.split(":", 3);
            String outcome;
            try {
                outcome = String.valueOf(call(words).call());
            } catch (Throwable e) {
                outcome = e.getClass().getName() + ": " + e.getMessage();
            }
            System.out.println(arg + " -> " + outcome);
        }
        System.out.println("end");
    }

    /** A datagram from each of the last frames of the stack, and then one from here. */
    private static String deep(InetSocketAddress to) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            DatagramPacket packet = new DatagramPacket(new byte[1], 1, to);
            int[] ends = new int[1];
            down(socket, packet, ends);
            socket.send(packet);
            return ends[0] > 0 ? "sent" : "no end was met";
        }
    }

    private static int down(DatagramSocket socket, DatagramPacket packet, int[] ends) throws IOException {
        int above;
        try {
            above = down(socket, packet, ends);
        } catch (StackOverflowError e) {
            above = 0;
        }
        if (above < FRAMES) {
            try {
                socket.send(packet);
            } catch (StackOverflowError | ConnectException e) {
                // Here, or in the server, which runs on the same stack.
                ends[0]++;
            }
        }
        return above + 1;
    }

    /** Who answers a datagram, which is sent until somebody does: the peer drops those that it has no room for. */
    private static SocketAddress answerer(DatagramSocket socket, InetSocketAddress to) throws IOException {
        socket.setSoTimeout(ANSWER_MILLIS);
        DatagramPacket packet = new DatagramPacket(new byte[1], 1);
        while (true) {
            socket.send(new DatagramPacket(new byte[1], 1, to));
            try {
                socket.receive(packet);
                return packet.getSocketAddress();
            } catch (SocketTimeoutException e) {
                // Once more.
            }
        }
    }

    private static Callable<Object> call(String[] words) {
        return switch (words[0]) {
            case "bind" ->
                () -> {
                    try (ServerSocket socket = new ServerSocket(Integer.parseInt(words[1]));
                            Socket client = new Socket(InetAddress.getLoopbackAddress(), socket.getLocalPort());
                            Socket served = socket.accept()) {
                        return "local " + socket.getLocalPort() + ", of a connection " + served.getLocalPort();
                    }
                };
            case "connect" ->
                () -> {
                    try (Socket socket = new Socket(words[1], Integer.parseInt(words[2]))) {
                        socket.getOutputStream().write('a');
                        return (char) socket.getInputStream().read() + " from " + socket.getRemoteSocketAddress();
                    }
                };
            case "send" ->
                () -> {
                    try (DatagramSocket socket = new DatagramSocket()) {
                        InetSocketAddress to = new InetSocketAddress(words[1], Integer.parseInt(words[2]));
                        return "from " + answerer(socket, to);
                    }
                };
            case "deep" -> () -> deep(new InetSocketAddress(words[1], Integer.parseInt(words[2])));
            case "name" -> () -> InetAddress.getByName(words[1]);
            case "called" -> () -> InetAddress.getByName(words[1]).getHostName();
            default -> throw new IllegalArgumentException(words[0]);
        };
    }
}
