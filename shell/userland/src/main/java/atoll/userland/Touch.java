package atoll.userland;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets the times of files, and makes those that are not there. */
public final class Touch extends Tool {
    static final String OPTIONS = "a c,no-create d,date: h,no-dereference m r,reference: t:";

    private @Nullable FileTime accessed;
    private @Nullable FileTime modified;

    private Touch() {
        super("touch");
    }

    public static void main(String[] args) {
        new Touch().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        if (options.operands.isEmpty()) {
            throw Usage.of("missing file operand");
        }
        times(options);
        boolean access = options.has("a") || !options.has("m");
        boolean content = options.has("m") || !options.has("a");
        for (String operand : options.operands) {
            try {
                touch(operand, options, access ? accessed : null, content ? modified : null);
            } catch (Output.Broken e) {
                throw e;
            } catch (IOException e) {
                fail("cannot touch " + Text.quoted(operand) + ": " + Failure.of(e));
            }
        }
    }

    private void times(Options options) throws IOException {
        String date = options.value("d");
        String stamp = options.value("t");
        String reference = options.value("r");
        if ((date == null ? 0 : 1) + (stamp == null ? 0 : 1) + (reference == null ? 0 : 1) > 1) {
            throw Usage.of("cannot specify times from more than one source");
        }
        if (reference != null) {
            try {
                Facts facts = Facts.of(FileName.path(reference), true);
                accessed = facts.accessed;
                modified = facts.modified;
            } catch (IOException e) {
                throw Usage.complete("failed to get attributes of " + Text.quoted(reference) + ": " + Failure.of(e));
            }
            return;
        }
        FileTime time = FileTime.from(instant(date, stamp));
        accessed = time;
        modified = time;
    }

    private static Instant instant(@Nullable String date, @Nullable String stamp) {
        try {
            return date != null
                    ? Moments.parse(date, Moments.zone()).toInstant()
                    : stamp != null ? stamped(stamp) : Instant.now();
        } catch (DateTimeException | NumberFormatException e) {
            throw Usage.complete("invalid date format " + Text.quoted(date == null ? String.valueOf(stamp) : date));
        }
    }

    /** {@code [[CC]YY]MMDDhhmm[.ss]}. */
    private static Instant stamped(String stamp) {
        int dot = stamp.indexOf('.');
        String digits = dot < 0 ? stamp : stamp.substring(0, dot);
        String seconds = dot < 0 ? "00" : stamp.substring(dot + 1);
        ZoneId zone = Moments.zone();
        int year = LocalDateTime.now(zone).getYear();
        List<Integer> pairs = new ArrayList<>();
        for (int i = 0; i < digits.length(); i += 2) {
            pairs.add(Integer.parseUnsignedInt(digits, i, Math.min(i + 2, digits.length()), 10));
        }
        if (digits.length() % 2 != 0 || pairs.size() < 4 || pairs.size() > 6 || seconds.length() != 2) {
            throw new DateTimeException(stamp);
        }
        int first = pairs.size() - 4;
        if (first == 2) {
            year = pairs.get(0) * 100 + pairs.get(1);
        } else if (first == 1) {
            year = pairs.get(0) + (pairs.get(0) < 69 ? 2000 : 1900);
        }
        return LocalDateTime.of(
                        year,
                        pairs.get(first),
                        pairs.get(first + 1),
                        pairs.get(first + 2),
                        pairs.get(first + 3),
                        Integer.parseUnsignedInt(seconds))
                .atZone(zone)
                .toInstant();
    }

    private static void touch(String operand, Options options, @Nullable FileTime access, @Nullable FileTime content)
            throws IOException {
        Path path = FileName.path(operand);
        boolean link = options.has("h");
        LinkOption[] how = link ? new LinkOption[] {LinkOption.NOFOLLOW_LINKS} : new LinkOption[0];
        boolean there = Files.exists(path, how);
        if (!there) {
            if (options.has("c") || link) {
                if (link && !options.has("c")) {
                    throw new NoSuchFileException(operand);
                }
                return;
            }
            Files.newByteChannel(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
        }
        boolean now = options.value("d") == null && options.value("t") == null && options.value("r") == null;
        if (there || !now) {
            Files.getFileAttributeView(path, BasicFileAttributeView.class, how).setTimes(content, access, null);
        }
    }
}
