package guest.faults;

import atoll.contract.Busy;
import atoll.contract.Names;
import atoll.contract.Notification;
import atoll.contract.Receiver;
import atoll.contract.Revoked;
import atoll.contract.Sender;
import atoll.contract.Signal;

/** {@code Post send|receive|signal|await N}: uses an end of the port "port" or of the notification "bell" so often, or until it is revoked. */
public final class Post {
    public record Letter(int number) {}

    /** Where it tells what it received; a contract. */
    public interface Diary {
        void note(long number);
    }

    private Post() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            use(args[0], Integer.parseInt(args[1]));
        } catch (Revoked e) {
            Names.find("diary", Diary.class).note(-2);
        }
    }

    private static void use(String end, int times) throws InterruptedException {
        switch (end) {
            case "send" -> send(times);
            case "receive" -> receive(times);
            case "signal" -> signal(times);
            default -> await(times);
        }
    }

    private static void send(int times) {
        Sender<Letter> sender = Names.sender("port", Letter.class);
        for (int i = 0; i < times; ) {
            try {
                sender.send(new Letter(i));
                i++;
            } catch (Busy e) {
                Thread.yield();
            }
        }
    }

    private static void receive(int times) throws InterruptedException {
        Receiver<Letter> receiver = Names.receiver("port", Letter.class);
        Diary diary = Names.find("diary", Diary.class);
        diary.note(-1);
        Letter[] batch = new Letter[2];
        for (int i = 0; i < times; ) {
            int taken = receiver.drain(batch);
            if (taken == 0) {
                batch[0] = receiver.take();
                taken = 1;
            }
            for (int k = 0; k < taken; k++) {
                diary.note(batch[k].number());
                i++;
            }
        }
    }

    private static void signal(int times) {
        Signal bell = Names.signal("bell");
        for (int i = 0; i < times; i++) {
            bell.signal(1);
        }
    }

    private static void await(int times) throws InterruptedException {
        Notification bell = Names.notification("bell");
        Diary diary = Names.find("diary", Diary.class);
        diary.note(-1);
        for (long i = 0; i < times; ) {
            i += bell.await();
            diary.note(i);
        }
    }
}
