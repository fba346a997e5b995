package atoll.personality.java.net;

/** A host and port that may be connected to; port 0 stands for all. */
public record Destination(String host, int port) {
    boolean covers(int wanted) {
        return port == 0 || port == wanted;
    }
}
