package atoll.server.log;

import atoll.contract.Signal;
import atoll.contract.log.LogNumbers;
import atoll.contract.log.LogRecord;
import atoll.contract.log.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives records their numbers, one after the other, and puts them where they are kept: into the file, then the number where it
 * outlives this process, then into memory for readers. So a number that anybody has seen is not given again, and what was in
 * the file with it is not lost.
 *
 * <p>Runs on threads of this process, which have all of their stacks: its capabilities have deadlines.
 */
final class Journal {
    /** What the log has to say itself. */
    private static final String SELF = "log";

    private static final long NANOS = 1_000_000_000;

    private final LogNumbers numbers;
    private final Records records;
    private final @Nullable LogFile file;
    private final List<Signal> news;

    /** Written under this. */
    private volatile long last;

    Journal(LogNumbers numbers, Records records, @Nullable LogFile file, List<Signal> news) {
        this.numbers = numbers;
        this.records = records;
        this.file = file;
        this.news = news;
    }

    /** Takes up where the last process ended, and says what was lost. */
    synchronized void begin() {
        Long saved = numbers.load();
        String trouble = file == null ? "" : file.recover(records::add);
        long known = file == null ? 0 : file.last();
        last = Math.max(known, saved == null ? 0 : saved);
        if (!trouble.isEmpty()) {
            // It may have one more, whose number was not saved any more.
            last++;
            append(SELF, Severity.WARNING, "the log was started again: records up to number " + last + trouble);
        } else if (last > known) {
            String lost = (last - known) + " records up to number " + last + " are lost";
            append(SELF, Severity.WARNING, "the log was started again: " + lost);
        } else if (last > 0) {
            append(SELF, Severity.INFO, "the log was started again: nothing is lost");
        }
    }

    synchronized long append(String source, Severity severity, String text) {
        LogRecord record = new LogRecord(last + 1, now(), severity, source, text);
        if (file != null) {
            write(file, record);
        }
        numbers.save(record.number());
        last = record.number();
        records.add(record);
        for (Signal reader : news) {
            reader.signal(1);
        }
        return record.number();
    }

    /** What the file missed while it could not be written, and memory has still, comes first. */
    private void write(LogFile to, LogRecord record) {
        if (to.last() < last) {
            for (LogRecord missed : records.after(to.last(), Integer.MAX_VALUE)) {
                if (!to.write(missed)) {
                    return;
                }
            }
        }
        to.write(record);
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS + now.getNano();
    }

    long last() {
        return last;
    }
}
