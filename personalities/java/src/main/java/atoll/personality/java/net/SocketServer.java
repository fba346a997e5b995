package atoll.personality.java.net;

import atoll.contract.CallFailed;
import atoll.contract.Fault;
import atoll.contract.Late;
import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.contract.net.NetFault;
import atoll.contract.net.SocketEnd;
import atoll.contract.net.SocketKind;
import atoll.contract.net.Sockets;
import atoll.kernel.Capability;
import java.atoll.Network.Kind;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * The net server that says where the sockets of one process go. It is asked on the program's threads, as the process, with no
 * lock held but those of the program's own sockets; what it says is judged by the caller.
 */
final class SocketServer {
    private static final int MOST_DEATHS = 3;

    /** More than any digits have. */
    private static final int MOST_DIGITS = 100;

    private static final InetAddress ALL_IPV4 = InetAddress.ofLiteral("0.0.0.0");
    private static final InetAddress ALL_IPV6 = InetAddress.ofLiteral("::");

    /** With no deadline but the capability's own: one costs the wake-up of a thread, as much as the host's own call. */
    private final Sockets gate;

    SocketServer(Capability<Sockets> server) {
        gate = server.gate();
    }

    InetSocketAddress bind(Kind kind, InetAddress address, int port) throws IOException {
        String host = address.isAnyLocalAddress() ? "" : address.getHostAddress();
        @Nullable SocketEnd end;
        try {
            end = ask(new Bind(kind(kind), host, port));
        } catch (IOException | CallFailed | IllegalStateException e) {
            throw caused(ofBind(e), e);
        }
        return address(end, host, address);
    }

    InetSocketAddress connect(boolean stream, InetAddress address, int port) throws IOException {
        String host = address.getHostAddress();
        @Nullable SocketEnd end;
        try {
            end = ask(new Connect(stream ? SocketKind.CONNECTION : SocketKind.DATAGRAM, host, port));
        } catch (IOException | CallFailed | IllegalStateException e) {
            throw caused(ofConnect(e), e);
        }
        return address(end, host, address);
    }

    InetSocketAddress send(InetSocketAddress target, boolean answer) throws IOException {
        String host = target.getAddress().getHostAddress();
        @Nullable SocketEnd end;
        try {
            end = ask(new Send(host, target.getPort(), answer));
        } catch (IOException | CallFailed | IllegalStateException e) {
            throw caused(ofConnect(e), e);
        }
        InetSocketAddress to = address(end, host, target.getAddress());
        return to.equals(target) ? target : to;
    }

    InetAddress[] lookup(String name) throws UnknownHostException {
        String @Nullable [] digits;
        try {
            digits = ask(new Lookup(name));
        } catch (IOException | CallFailed | IllegalStateException e) {
            throw caused(new UnknownHostException(name + ": " + why(e)), e);
        }
        if (digits == null || digits.length == 0) {
            throw new UnknownHostException(name);
        }
        try {
            InetAddress[] found = new InetAddress[digits.length];
            for (int i = 0; i < found.length; i++) {
                found[i] = InetAddress.getByAddress(name, literal(digits[i]).getAddress());
            }
            return found;
        } catch (UnknownHostException e) {
            throw e;
        } catch (SocketException e) {
            throw caused(new UnknownHostException(name + ": " + why(e)), e);
        }
    }

    /** Digits where there is no answer. */
    String name(InetAddress address) {
        String digits = address.getHostAddress();
        try {
            String name = gate.name(digits);
            return name == null ? digits : name;
        } catch (IOException | CallFailed | IllegalStateException e) {
            return digits;
        }
    }

    private static SocketKind kind(Kind kind) {
        return switch (kind) {
            case SERVER -> SocketKind.LISTENER;
            case DATAGRAM -> SocketKind.DATAGRAM;
            default -> SocketKind.CONNECTION;
        };
    }

    // -- what is asked; records, for a lambda's class would be made on the program's thread

    private interface Question<A> {
        @Nullable A of(Sockets server) throws IOException;
    }

    private record Bind(SocketKind kind, String host, int port) implements Question<SocketEnd> {
        @Override
        public @Nullable SocketEnd of(Sockets server) throws IOException {
            return server.bind(kind, host, port);
        }
    }

    private record Connect(SocketKind kind, String host, int port) implements Question<SocketEnd> {
        @Override
        public @Nullable SocketEnd of(Sockets server) throws IOException {
            return server.connect(kind, host, port);
        }
    }

    private record Send(String host, int port, boolean answer) implements Question<SocketEnd> {
        @Override
        public @Nullable SocketEnd of(Sockets server) throws IOException {
            return server.send(host, port, answer);
        }
    }

    private record Lookup(String name) implements Question<String[]> {
        @Override
        public String @Nullable [] of(Sockets server) throws IOException {
            return server.lookup(name);
        }
    }

    /** The gate asks three servers; with many deaths in a row that is too few. */
    private <A> @Nullable A ask(Question<A> question) throws IOException {
        for (int deaths = 1; ; deaths++) {
            try {
                return question.of(gate);
            } catch (PeerDied e) {
                if (deaths == MOST_DEATHS) {
                    throw e;
                }
            }
        }
    }

    // -- what it says may be anything

    private static InetSocketAddress address(@Nullable SocketEnd end, String host, InetAddress asked)
            throws SocketException {
        if (end == null || end.host() == null || end.port() < 0 || end.port() > 0xffff) {
            throw new SocketException("the net server named no address: " + end);
        }
        InetAddress address = asked;
        if (!end.host().equals(host)) {
            boolean old = asked instanceof Inet4Address;
            address = end.host().isEmpty() ? old ? ALL_IPV4 : ALL_IPV6 : literal(end.host());
            if (old && !(address instanceof Inet4Address)) {
                throw new SocketException("the net server named " + end.host() + " instead of " + host
                        + ", to which a socket of IPv4 cannot go");
            }
        }
        return new InetSocketAddress(address, end.port());
    }

    private static InetAddress literal(@Nullable String digits) throws SocketException {
        if (digits == null || digits.length() > MOST_DIGITS) {
            throw new SocketException("the net server named no address");
        }
        try {
            return InetAddress.ofLiteral(digits);
        } catch (IllegalArgumentException e) {
            throw new SocketException("the net server named no address: " + digits);
        }
    }

    // -- what it throws, as the exception that java.net has for it

    private static IOException ofBind(Exception thrown) {
        if (!(thrown instanceof IOException)) {
            return new BindException("Permission denied: " + why(thrown));
        }
        return switch (NetFault.in(thrown)) {
            case DENIED -> new BindException("Permission denied: " + Fault.said(thrown));
            case IN_USE -> new BindException("Address already in use");
            case NOT_HERE -> new BindException("Cannot assign requested address");
            case TOO_MANY -> new SocketException("Too many open files: " + Fault.said(thrown));
            default -> new SocketException(why(thrown));
        };
    }

    private static IOException ofConnect(Exception thrown) {
        if (thrown instanceof Late) {
            return new ConnectException("Connection timed out: " + why(thrown));
        }
        if (!(thrown instanceof IOException)) {
            return new ConnectException("Connection refused: " + why(thrown));
        }
        return switch (NetFault.in(thrown)) {
            case CONNECTION_REFUSED -> new ConnectException("Connection refused");
            case DENIED -> new ConnectException("Connection refused: " + Fault.said(thrown));
            case TIMED_OUT -> new ConnectException("Connection timed out");
            case UNREACHABLE -> new NoRouteToHostException("No route to host");
            case TOO_MANY -> new SocketException("Too many open files: " + Fault.said(thrown));
            default -> new SocketException(why(thrown));
        };
    }

    private static String why(Exception thrown) {
        if (thrown instanceof IOException) {
            return Fault.said(thrown);
        }
        String type = thrown instanceof PeerFailed failed ? failed.thrown() + ": " : "";
        return "the net server: " + type + thrown.getMessage();
    }

    private static <E extends IOException> E caused(E made, Exception cause) {
        made.initCause(cause);
        return made;
    }
}
