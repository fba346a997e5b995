package atoll.contract.net;

/**
 * Names a connection or a listening socket of one client. The client makes it, at random, before the call that opens the
 * socket: so that call can be repeated, and who does not know an id cannot guess it. An id is good until its socket is
 * closed or its server dies, and is not used again.
 */
public record SocketId(long high, long low) {}
