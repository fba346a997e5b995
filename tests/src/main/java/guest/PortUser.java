package guest;

import atoll.contract.Busy;
import atoll.contract.CallFailed;
import atoll.contract.Names;
import atoll.contract.Notification;
import atoll.contract.Receiver;
import atoll.contract.Refused;
import atoll.contract.Revoked;
import atoll.contract.Sender;
import atoll.contract.Signal;
import java.util.ArrayList;
import java.util.List;

/** Uses the ends of the port "port" and of the notification "bell" that it was given. */
public final class PortUser {
    private static int overflows;
    private static int sent;

    private PortUser() {}

    public static void main(String[] args) throws Exception {
        int number = args.length > 1 && !args[0].equals("outlive") ? Integer.parseInt(args[1]) : 0;
        switch (args[0]) {
            case "send" -> send(number);
            case "receive" -> receive(number);
            case "wait" -> {
                Receiver<Parcel> receiver = Names.receiver("port", Parcel.class);
                told("waiting");
                told("got " + receiver.take());
            }
            case "hold" -> {
                told("holding " + Names.receiver("port", Parcel.class).take());
                Thread.sleep(Long.MAX_VALUE);
            }
            case "await" -> {
                Notification bell = Names.notification("bell");
                told("waiting");
                told("got " + bell.await());
            }
            case "outlive" -> outlive(args);
            case "signal" -> Names.signal("bell").signal(number);
            case "interrupted" -> interrupted();
            case "forge" -> forge();
            case "edge" -> edge();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void told(String what) {
        System.out.println(what);
        System.out.flush();
    }

    /** Receives by each of these names until that is revoked, and then does nothing. */
    private static void outlive(String[] names) throws InterruptedException {
        List<Receiver<Parcel>> receivers = new ArrayList<>();
        for (int i = 1; i < names.length; i++) {
            receivers.add(Names.receiver(names[i], Parcel.class));
        }
        for (Receiver<Parcel> receiver : receivers) {
            told("waiting");
            try {
                while (true) {
                    told("got " + receiver.take());
                }
            } catch (Revoked e) {
                told(e.getMessage());
            }
        }
        told("outlived");
        Thread.sleep(Long.MAX_VALUE);
    }

    /** Numbers from 0 until it is killed, each as often as the port is full. */
    private static void send(int me) {
        Sender<Parcel> sender = Names.sender("port", Parcel.class);
        told("sending");
        for (int i = 0; ; i++) {
            while (true) {
                try {
                    sender.send(new Parcel.Numbered(me, i));
                    break;
                } catch (Busy e) {
                    Thread.yield();
                }
            }
        }
    }

    /** So many messages; tells the first and the last number of each sender, and what does not follow. */
    private static void receive(int count) throws Exception {
        Receiver<Parcel> receiver = Names.receiver("port", Parcel.class);
        told("receiving");
        int[] next = new int[100];
        Parcel[] batch = new Parcel[16];
        for (int got = 0; got < count; ) {
            int more = receiver.drain(batch);
            if (more == 0) {
                batch[0] = receiver.take();
                more = 1;
            }
            for (int i = 0; i < more; i++) {
                Parcel.Numbered parcel = (Parcel.Numbered) batch[i];
                if (next[parcel.sender()]++ != parcel.number()) {
                    told("WRONG " + parcel + " after " + (next[parcel.sender()] - 2));
                    next[parcel.sender()] = parcel.number() + 1;
                }
            }
            got += more;
        }
        told("all in order");
    }

    private static void interrupted() throws Exception {
        Notification bell = Names.notification("bell");
        Receiver<Parcel> receiver = Names.receiver("port", Parcel.class);
        int told = 0;
        for (int i = 0; i < 100; i++) {
            Thread.currentThread().interrupt();
            try {
                if (i % 2 == 0) {
                    bell.await();
                } else {
                    receiver.take();
                }
            } catch (InterruptedException e) {
                told++;
            }
        }
        told("interrupted " + told);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void forge() {
        Sender raw = Names.sender("port", Parcel.class);
        Object[] forged = {
            "text",
            null,
            new Object(),
            new Signal() {
                @Override
                public void signal(long times) {}
            }
        };
        for (Object one : forged) {
            try {
                raw.send(one);
                told("sent " + one);
            } catch (Refused e) {
                told("refused " + e.getMessage().replaceAll("@.*? ", " "));
            }
        }
        for (String name : new String[] {"bell", "none"}) {
            try {
                Names.notification(name);
                told("got " + name);
            } catch (CallFailed e) {
                told("refused " + e.getMessage().contains("await(\"" + name));
            }
        }
        try {
            Names.signal("bell").signal(-5);
        } catch (IllegalArgumentException e) {
            told(e.getMessage());
        }
        try {
            Names.receiver("port", Parcel.class);
            told("receives");
        } catch (Refused e) {
            told("refused " + e.getMessage().contains("receive(\"port\""));
        }
    }

    /** Sends and signals where the stack ends: what threw was not sent, what returned was. */
    private static void edge() throws Exception {
        Sender<Parcel> sender = Names.sender("port", Parcel.class);
        Signal bell = Names.signal("bell");
        for (int i = 0; i < 5; i++) {
            Thread thread = new Thread(
                    null,
                    () -> {
                        for (int step = 0; step < 160; step++) {
                            dive(sender, bell, step);
                        }
                    },
                    "edge",
                    256 * 1024 + i * 16L);
            thread.start();
            thread.join();
        }
        told("overflows " + (overflows > 0));
        told("sent " + sent);
    }

    private static int dive(Sender<Parcel> sender, Signal bell, int step) {
        int below = 0;
        try {
            below = dive(sender, bell, step);
        } catch (StackOverflowError e) {
            overflows++;
        }
        int from = step * 7 % 160;
        if (below >= from && below < from + 4) {
            try {
                if (below % 2 == 0) {
                    sender.send(new Parcel.Numbered(0, sent));
                    sent++;
                } else {
                    bell.signal(1);
                    sent++;
                }
            } catch (StackOverflowError e) {
                overflows++;
            }
        }
        return below + 1;
    }
}
