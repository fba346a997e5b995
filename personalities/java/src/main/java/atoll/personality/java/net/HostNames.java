package atoll.personality.java.net;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What names in the grants of one process resolve to for the host. The process's own look-ups are answered by its net server,
 * and kept by the JDK: who judged by them would let the server say what the grants mean. So this is the JDK's own call of the C
 * library, below both.
 */
final class HostNames {
    /** As long as the JDK keeps what it found, and that it found nothing. */
    private static final long FOUND_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long NONE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** {@code LookupPolicy.IPV4 | IPV6}. */
    private static final int ALL_FAMILIES = 3;

    /** Of a name, its addresses. */
    private static final MethodHandle LOOK_UP;

    static {
        try {
            MethodHandles.Lookup in = MethodHandles.privateLookupIn(InetAddress.class, MethodHandles.lookup());
            Class<?> type = Class.forName("java.net.InetAddressImpl");
            Object resolver =
                    in.findStaticGetter(InetAddress.class, "impl", type).invoke();
            Class<?> found = resolver.getClass();
            MethodHandles.Lookup inside = MethodHandles.privateLookupIn(found, MethodHandles.lookup());
            MethodType ofName = MethodType.methodType(InetAddress[].class, String.class);
            MethodHandle call = found.getSimpleName().equals("Inet6AddressImpl")
                    ? MethodHandles.insertArguments(
                            inside.findVirtual(found, "lookupAllHostAddr", ofName.appendParameterTypes(int.class)),
                            2,
                            ALL_FAMILIES)
                    : inside.findVirtual(found, "lookupAllHostAddr", ofName);
            LOOK_UP = call.bindTo(resolver);
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private record Known(InetAddress[] addresses, long until) {}

    private final ConcurrentHashMap<String, Known> all = new ConcurrentHashMap<>();

    HostNames() {}

    /** Whether the name, or these digits, mean the address. No more names than there are in grants are asked for. */
    boolean means(String name, InetAddress address) {
        for (InetAddress one : addresses(name)) {
            if (one.equals(address)) {
                return true;
            }
        }
        return false;
    }

    private InetAddress[] addresses(String name) {
        Known known = all.get(name);
        if (known == null || System.nanoTime() - known.until >= 0) {
            InetAddress[] found = lookUp(name);
            known = new Known(found, System.nanoTime() + (found.length == 0 ? NONE_NANOS : FOUND_NANOS));
            all.put(name, known);
        }
        return known.addresses;
    }

    private static InetAddress[] lookUp(String name) {
        try {
            return (InetAddress[]) LOOK_UP.invoke(name);
        } catch (UnknownHostException e) {
            return new InetAddress[0];
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
