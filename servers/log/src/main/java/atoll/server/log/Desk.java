package atoll.server.log;

import atoll.contract.log.Log;
import atoll.contract.log.LogFault;
import atoll.contract.log.LogRecord;
import atoll.contract.log.Severity;
import java.io.IOException;

/** The log for one client: what it may ask, and under what name it appends. */
final class Desk implements Log {
    private final String client;
    private final Journal journal;
    private final Records records;

    Desk(String client, Journal journal, Records records) {
        this.client = client;
        this.journal = journal;
        this.records = records;
    }

    @Override
    public long append(Severity severity, String text) throws IOException {
        if (severity == null || text == null) {
            throw LogFault.INVALID.because(severity == null ? "no severity" : "no text");
        }
        if (text.length() > MOST_TEXT) {
            throw LogFault.TOO_LONG.because(text.length() + " characters, and a record has at most " + MOST_TEXT);
        }
        return journal.append(client, severity, text);
    }

    @Override
    public LogRecord[] read(long seen, int most) throws IOException {
        if (seen < 0 || most < 1) {
            throw LogFault.INVALID.because("at most " + most + " records after number " + seen);
        }
        return records.after(seen, Math.min(most, MOST_RECORDS)).toArray(new LogRecord[0]);
    }

    @Override
    public long last() {
        return journal.last();
    }
}
