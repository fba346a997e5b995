package guest;

import atoll.contract.AnyGate;
import atoll.contract.CallFailed;
import atoll.contract.Completion;
import atoll.contract.Names;
import atoll.contract.PeerDied;
import atoll.contract.Ring;
import atoll.contract.name.NameSpace;
import atoll.contract.name.Place;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** {@code NameUser VERB PATH ...}: does that at each path, one after the other, and says on a line each what came of it. */
public final class NameUser {
    private NameUser() {}

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < args.length; i += 2) {
            String outcome;
            try {
                outcome = act(args[i], args[i + 1]);
            } catch (CallFailed | IOException e) {
                outcome = e.getClass().getSimpleName() + ": " + e.getMessage();
            }
            System.out.println(args[i] + " " + args[i + 1] + " " + outcome);
        }
        System.out.println("over");
    }

    private static String act(String verb, String path) throws Exception {
        return switch (verb) {
            case "find" -> "" + Names.find(path, Tag.class).number();
            case "ring" -> ring(path);
            case "wrong" -> "" + Names.find(path, Probe.class);
            case "bind" -> {
                names().bind(path, (AnyGate) Names.find("tag", Tag.class), Place.NEW);
                yield "bound";
            }
            case "list" -> String.join(",", names().list(path, "", 100));
            case "offer" -> "" + Names.serveIfGiven(path, Tag.class, () -> 9);
            // Serves a number, which the next process of this program counts on, where all can find it.
            case "serve" -> {
                int number = Names.find("before", Tag.class).number();
                Names.serve("tag", Tag.class, () -> number);
                names().bind(path, (AnyGate) Names.find("self", Tag.class), Place.NEW);
                new CountDownLatch(1).await();
                yield "over";
            }
            // For as long as the host says so.
            case "watch" -> {
                Tag stop = Names.find("stop", Tag.class);
                int last = 0;
                int looks = 0;
                while (stop.number() == 0 || looks == 0) {
                    int now;
                    try {
                        now = Names.find(path, Tag.class).number();
                    } catch (PeerDied e) {
                        // It was in one server after the other when they were killed, and was told.
                        continue;
                    }
                    if (now < last) {
                        yield "back from " + last + " to " + now;
                    }
                    last = now;
                    looks++;
                }
                yield "right";
            }
            default -> throw new IllegalArgumentException(verb);
        };
    }

    private static NameSpace names() {
        return Names.find("names", NameSpace.class);
    }

    private static String ring(String path) throws Exception {
        Ring<Tag> ring = Names.ring(path, Tag.class, 4);
        ring.calls().number();
        ring.submit();
        Completion completion = ring.take();
        Exception failure = completion.failure();
        if (failure != null) {
            throw failure;
        }
        return "" + completion.asInt();
    }
}
