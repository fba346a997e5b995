package atoll.system.up;

import atoll.system.trace.Attention;
import atoll.system.trace.CallCounts;
import atoll.system.trace.CallDeltas;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** What JDK Flight Recorder records of a system. Where no recording was ever started it costs nothing. */
final class Recordings implements FlightRecorderListener, AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    @Name("atoll.Process")
    @Label("Process")
    @Description("What became of a process: it was started, is ready, was killed, exited, is back.")
    @Category("Atoll")
    @StackTrace(false)
    static final class ProcessEvent extends Event {
        @Label("Process")
        String process = "";

        @Label("What")
        String what = "";
    }

    @Name("atoll.Calls")
    @Label("Calls")
    @Description("Calls of one process to an endpoint of another since the event before.")
    @Category("Atoll")
    @Period("1 s")
    @StackTrace(false)
    static final class CallsEvent extends Event {
        @Label("From")
        @Description("Empty: the host, or not known.")
        String from = "";

        @Label("To")
        String to = "";

        @Label("Endpoint")
        String endpoint = "";

        @Label("Calls")
        long count;

        @Label("Failed")
        long failed;

        @Label("Time in the server")
        @Timespan(Timespan.NANOSECONDS)
        long time;
    }

    private final Attention recorder;
    private final CallDeltas calls;
    private final Runnable period = this::record;

    Recordings(CallCounts counts) {
        recorder = new Attention(counts, PATIENCE_NANOS);
        calls = new CallDeltas(counts);
        FlightRecorder.addListener(this);
    }

    /** Once; at once where there is one already. */
    @Override
    public void recorderInitialized(FlightRecorder recorder) {
        FlightRecorder.addPeriodicEvent(CallsEvent.class, period);
    }

    /** By the recorder, while somebody records it. */
    private synchronized void record() {
        recorder.pay();
        calls.next().forEach((arrow, sum) -> {
            CallsEvent event = new CallsEvent();
            event.from = arrow.from();
            event.to = arrow.to();
            event.endpoint = arrow.endpoint();
            event.count = sum.count();
            event.failed = sum.failed();
            event.time = sum.nanos();
            event.commit();
        });
    }

    static void happened(Happening happening) {
        if (FlightRecorder.isInitialized()) {
            ProcessEvent event = new ProcessEvent();
            event.process = happening.process();
            event.what = happening.what();
            event.commit();
        }
    }

    /** From time to time: whether it is still recorded. */
    void look() {
        recorder.look();
    }

    @Override
    public void close() {
        FlightRecorder.removeListener(this);
        FlightRecorder.removePeriodicEvent(period);
    }
}
