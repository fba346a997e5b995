import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;

/** {@code PekkoAsk ROUNDS CALLS}: asks an actor that adds two numbers; nanoseconds, one round a line. */
public final class PekkoAsk {
    private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Its log would go where the figures go. */
    private static final Config SILENT = ConfigFactory.parseString("pekko.loglevel=OFF, pekko.stdout-loglevel=OFF");

    record Two(int a, int b) {}

    static final class Adder extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Two.class, two -> getSender().tell(two.a + two.b, getSelf()))
                    .build();
        }
    }

    public static void main(String[] args) throws Exception {
        int calls = Integer.parseInt(args[1]);
        ActorSystem system = ActorSystem.create("bench", SILENT.withFallback(ConfigFactory.load()));
        ActorRef adder = system.actorOf(Props.create(Adder.class, Adder::new));
        for (long start = System.nanoTime(); System.nanoTime() - start < WARM_NANOS; ) {
            round(adder, calls);
        }
        for (int i = Integer.parseInt(args[0]); i > 0; i--) {
            System.out.println(round(adder, calls));
        }
        system.terminate();
    }

    private static long round(ActorRef adder, int calls) throws Exception {
        long start = System.nanoTime();
        int sum = 0;
        for (int i = 0; i < calls; i++) {
            sum = (int) Patterns.ask(adder, new Two(sum, i), PATIENCE).toCompletableFuture().get();
        }
        return System.nanoTime() - start;
    }
}
