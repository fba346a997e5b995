package guest.hostile;

import atoll.contract.Names;
import atoll.contract.Notification;
import atoll.contract.Receiver;
import atoll.contract.Revoked;
import atoll.contract.Sender;
import atoll.contract.Signal;
import guest.Parcel;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;

/** Reaches through the ends of the port "port" and of the notification "bell" for what is behind; uses ends that are revoked. */
public final class EndThief {
    private static final Map<String, Attempt> ATTEMPTS = Map.of(
            "members",
            EndThief::members,
            "privateLookup",
            () -> Attempt.ESCAPED + MethodHandles.privateLookupIn(sender("port").getClass(), MethodHandles.lookup()),
            "named",
            () -> Attempt.ESCAPED + Class.forName("atoll.kernel.EndRight"),
            "ofTheEnd",
            () -> Attempt.ESCAPED
                    + MethodHandles.lookup()
                            .in(sender("port").getClass())
                            .findGetter(sender("port").getClass(), "right", Object.class),
            "cast",
            EndThief::cast,
            "serialized",
            () -> {
                new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(Names.signal("bell"));
                return Attempt.ESCAPED + "written";
            },
            "locked",
            EndThief::locked,
            "again",
            EndThief::again);

    private EndThief() {}

    public static void main(String[] args) throws Exception {
        Attempt.main(args, ATTEMPTS);
    }

    private static Sender<Parcel> sender(String name) {
        return Names.sender(name, Parcel.class);
    }

    private static List<Object> ends() {
        return List.of(
                sender("port"), Names.receiver("port", Parcel.class), Names.signal("bell"), Names.notification("bell"));
    }

    private static Object members() {
        int seen = 0;
        for (Object end : ends()) {
            for (Class<?> type = end.getClass(); type != Object.class; type = type.getSuperclass()) {
                seen += type.getDeclaredFields().length
                        + type.getDeclaredMethods().length
                        + type.getDeclaredConstructors().length
                        + type.getDeclaredClasses().length;
            }
        }
        return seen == 0 ? "none" : Attempt.ESCAPED + seen;
    }

    /** What each of the ends is: one end, and nothing else that has a name here. */
    private static Object cast() {
        List<String> kinds = new ArrayList<>();
        for (Object end : ends()) {
            String kind = (end instanceof Sender ? "sender" : "")
                    + (end instanceof Receiver ? "receiver" : "")
                    + (end instanceof Signal ? "signal" : "")
                    + (end instanceof Notification ? "notification" : "");
            Class<?> type = end.getClass();
            kinds.add(
                    type.getSuperclass() == Object.class && type.getInterfaces().length == 1
                            ? kind
                            : Attempt.ESCAPED + type.getSuperclass());
        }
        return kinds;
    }

    /** Who has the lock of an end holds up nobody. */
    private static Object locked() throws Exception {
        Sender<Parcel> sender = sender("port");
        Receiver<Parcel> receiver = Names.receiver("port", Parcel.class);
        synchronized (sender) {
            synchronized (receiver) {
                FutureTask<Parcel> other = new FutureTask<>(() -> {
                    sender.send(new Parcel.Numbered(0, 0));
                    return receiver.take();
                });
                new Thread(other).start();
                return other.get() == null ? "nothing" : "used";
            }
        }
    }

    /** All ways to use what is revoked: what each of them says, once. */
    private static Object again() throws Throwable {
        Set<String> texts = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            Sender<Parcel> sender = sender("gone");
            Signal signal = Names.signal("gone");
            Notification notification = Names.notification("gone");
            List<Attempt> ways = List.of(
                    Attempt.works(() -> sender.send(new Parcel.Numbered(0, 0))),
                    Attempt.works(() -> sender.send(null)),
                    Attempt.works(() ->
                            Sender.class.getMethod("send", Object.class).invoke(sender, new Parcel.Numbered(0, 0))),
                    Attempt.works(() -> MethodHandles.lookup()
                            .findVirtual(Sender.class, "send", MethodType.methodType(void.class, Object.class))
                            .invoke(sender, (Object) new Parcel.Numbered(0, 0))),
                    Attempt.works(() -> Names.receiver("gone", Parcel.class).poll()),
                    Attempt.works(() -> signal.signal(1)),
                    Attempt.works(() -> signal.signal(0)),
                    Attempt.works(notification::poll),
                    Attempt.works(notification::await),
                    Attempt.works(() -> notification.await(1)));
            for (Attempt way : ways) {
                texts.add(said(way));
            }
        }
        return texts;
    }

    private static String said(Attempt way) throws Throwable {
        try {
            return String.valueOf(way.run());
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof Revoked told ? brief(told) : Attempt.ESCAPED + e.getCause();
        } catch (Revoked e) {
            return brief(e);
        }
    }

    private static String brief(Revoked e) {
        return String.valueOf(e.getMessage()).replaceFirst(",.*", "");
    }
}
