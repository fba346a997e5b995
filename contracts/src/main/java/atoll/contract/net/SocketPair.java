package atoll.contract.net;

/** Both ends of a connection. */
public record SocketPair(SocketEnd local, SocketEnd remote) {}
