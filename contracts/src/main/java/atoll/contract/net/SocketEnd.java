package atoll.contract.net;

/**
 * One end of a connection, or where a socket listens.
 *
 * @param host digits, as {@code java.net} writes them
 */
public record SocketEnd(String host, int port) {}
