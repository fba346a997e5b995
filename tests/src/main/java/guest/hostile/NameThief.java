package guest.hostile;

import atoll.contract.AnyGate;
import atoll.contract.Names;
import atoll.contract.name.NameBook;
import atoll.contract.name.NameLedger;
import atoll.contract.name.NameSpace;
import atoll.contract.name.Place;
import guest.Tag;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process that shares a name space with others, and would have what is theirs, or keep them from it. */
public final class NameThief {
    private static final NameSpace NAMES = Names.find("names", NameSpace.class);
    private static final AnyGate TAG = (AnyGate) Names.find("tag", Tag.class);
    private static final int MANY = 10_000;
    private static final int THREADS = 8;
    private static final int ROUNDS = 100;

    private static final Map<String, Attempt> ATTEMPTS = Map.ofEntries(
            Map.entry("forged", Attempt.works(() -> NAMES.bind("/mine", new Forged(), Place.NEW))),
            Map.entry("proxy", Attempt.works(() -> NAMES.bind("/mine", (AnyGate) proxy(), Place.NEW))),
            Map.entry("forgedTree", Attempt.works(() -> NAMES.mount("/mine", (NameSpace) proxy(), Place.NEW))),
            Map.entry("ledger", () -> Attempt.ESCAPED + Names.find("ledger", NameLedger.class)),
            Map.entry("book", () -> Attempt.ESCAPED + Names.find("/book", NameBook.class)),
            Map.entry("unbind", Attempt.works(() -> NAMES.unbind("/svc/theirs", null))),
            Map.entry("replace", Attempt.works(() -> NAMES.bind("/svc/theirs", TAG, Place.REPLACE))),
            Map.entry("take", Attempt.works(() -> NAMES.bind("/svc/theirs", TAG, Place.NEW))),
            Map.entry("close", Attempt.works(NAMES::close)),
            Map.entry("private", () -> Attempt.ESCAPED + NAMES.find("/private/secret")),
            Map.entry("dots", () -> Attempt.ESCAPED + NAMES.find("/svc/../private/secret")),
            Map.entry("nulls", NameThief::nulls),
            Map.entry("million", NameThief::million),
            Map.entry("copies", NameThief::copies),
            Map.entry("longPaths", NameThief::longPaths),
            Map.entry("trees", NameThief::trees),
            Map.entry("edge", NameThief::edge),
            Map.entry("interrupted", NameThief::interrupted),
            Map.entry("race", NameThief::race),
            Map.entry("forever", NameThief::forever));

    private NameThief() {}

    public static void main(String[] args) throws Exception {
        Attempt.main(new String[] {args[0], "once"}, ATTEMPTS);
    }

    private static final class Forged implements AnyGate, Tag {
        @Override
        public int number() {
            Attempt.ran("number");
            return 0;
        }
    }

    private static Object proxy() {
        return Proxy.newProxyInstance(
                NameThief.class.getClassLoader(), new Class<?>[] {AnyGate.class, NameSpace.class}, (p, m, a) -> {
                    Attempt.ran("proxy");
                    return null;
                });
    }

    private interface Deed {
        void run() throws IOException;
    }

    private static String fault(Deed deed) {
        try {
            deed.run();
            return "none";
        } catch (IOException e) {
            return e.getMessage().substring(0, e.getMessage().indexOf(':'));
        }
    }

    private static String nulls() {
        return fault(() -> NAMES.find(null))
                + fault(() -> NAMES.bind(null, TAG, Place.NEW))
                + fault(() -> NAMES.bind("/x", null, Place.NEW))
                + fault(() -> NAMES.bind("/x", TAG, null))
                + fault(() -> NAMES.mount("/x", null, Place.NEW))
                + fault(() -> NAMES.list("/", null, 1))
                + fault(() -> NAMES.unbind(null, null));
    }

    /** As many names as there is room for, and not one more. */
    private static String million() {
        int bound = 0;
        for (int i = 0; i < MANY; i++) {
            String path = "/mine/" + i;
            String fault = fault(() -> NAMES.bind(path, TAG, Place.NEW));
            if (!fault.equals("none")) {
                return bound + " " + fault;
            }
            bound++;
        }
        return Attempt.ESCAPED + bound;
    }

    private static String copies() throws IOException {
        List<NameSpace> copies = new ArrayList<>();
        String fault = "none";
        while (fault.equals("none") && copies.size() < MANY) {
            fault = fault(() -> copies.add(
                    copies.isEmpty() ? NAMES.empty() : copies.getLast().copy()));
        }
        int made = copies.size();
        copies.getFirst().close();
        // All were made of the first.
        return made + " " + fault + " " + fault(() -> NAMES.empty());
    }

    private static String longPaths() {
        StringBuilder seen = new StringBuilder();
        for (int length : new int[] {NameSpace.MOST_PATH, 1 << 20}) {
            seen.append(fault(() -> NAMES.find("/" + "x".repeat(length)))).append(' ');
            seen.append(fault(() -> NAMES.list("/x".repeat(length), "", 1))).append(' ');
        }
        return seen.toString().trim();
    }

    /** Trees that lie in each other in more ways than anybody could walk; what is looked for is not there. */
    private static String trees() throws IOException {
        NameSpace above = NAMES.empty();
        NameSpace top = above;
        for (int i = 0; i < 20; i++) {
            NameSpace below = NAMES.empty();
            above.mount("/a", below, Place.NEW);
            above.mount("/", below, Place.NEW);
            above.mount("/a/a", below, Place.NEW);
            above = below;
        }
        NameSpace last = above;
        NameSpace first = top;
        long before = System.nanoTime();
        String found = fault(() -> first.find("/a".repeat(NameSpace.MOST_DEPTH)))
                + fault(() -> first.list("/a".repeat(NameSpace.MOST_DEPTH), "", 10))
                + fault(() -> last.mount("/b", first, Place.NEW));
        long millis = (System.nanoTime() - before) / 1_000_000;
        first.close();
        return found + (millis < 10_000 ? " soon" : " after " + millis + " ms");
    }

    /** Calls at each depth to the end of the stack. */
    private static String edge() throws Exception {
        int[] done = new int[2];
        Thread thread = new Thread(null, () -> deeper(done, 0), "edge", 512 << 10);
        thread.start();
        thread.join();
        NAMES.bind("/edge", TAG, Place.REPLACE);
        NAMES.unbind("/edge", null);
        return "called " + (done[0] > 0) + ", overflowed " + (done[1] > 0) + ", then "
                + fault(() -> NAMES.find("/edge"));
    }

    private static void deeper(int[] done, int depth) {
        try {
            deeper(done, depth + 1);
        } catch (StackOverflowError e) {
            done[1]++;
        }
        // On the way back, from the very end on.
        if (done[0] < ROUNDS) {
            try {
                NAMES.bind("/edge", TAG, Place.REPLACE);
                NAMES.find("/edge");
                NAMES.unbind("/edge", null);
                NAMES.empty().close();
                done[0]++;
            } catch (IOException | RuntimeException | StackOverflowError e) {
                done[1]++;
            }
        }
    }

    private static String interrupted() throws Exception {
        String[] told = new String[1];
        Thread thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            told[0] = fault(() -> NAMES.bind("/x", TAG, Place.NEW))
                    + fault(() -> NAMES.find("/x"))
                    + fault(() -> NAMES.unbind("/x", null))
                    + Thread.interrupted();
        });
        thread.start();
        thread.join();
        return told[0];
    }

    /** Several threads bind and unbind one name; each act is whole. */
    private static String race() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < ROUNDS; n++) {
                    fault(() -> NAMES.bind("/race", TAG, Place.NEW));
                    fault(() -> NAMES.find("/race"));
                    fault(() -> NAMES.unbind("/race", null));
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        fault(() -> NAMES.unbind("/race", null));
        return fault(() -> NAMES.find("/race"));
    }

    private static String forever() throws IOException {
        System.out.println("begun");
        while (true) {
            NAMES.bind("/forever", TAG, Place.REPLACE);
            NAMES.copy().close();
            NAMES.unbind("/forever", null);
        }
    }
}
