package guest;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Channels, and ways to open. See {@link FileSurvey}. */
final class ChannelSurvey extends Survey {
    ChannelSurvey(Path home, Path abroad) {
        super(home, abroad);
    }

    @Override
    void run() {
        channels();
        moreOfChannels();
        togetherOnChannels();
        options();
    }

    private void channels() {
        Path c = home.resolve("c");
        line("channel", () -> {
            try (FileChannel channel = open(c, "CREATE", "READ", "WRITE")) {
                List<Object> seen = new ArrayList<>();
                seen.add(channel.write(ByteBuffer.wrap(bytes(6, 10_000))));
                seen.add(channel.write(ByteBuffer.allocateDirect(200_000)));
                seen.add(channel.write(ByteBuffer.wrap("at".getBytes()), 5_000));
                seen.add(channel.position());
                ByteBuffer direct = ByteBuffer.allocateDirect(150_000);
                seen.add(channel.read(direct, 4_990));
                direct.flip();
                byte[] got = new byte[direct.remaining()];
                direct.get(got);
                seen.add(sum(got));
                channel.position(9_990);
                ByteBuffer[] parts = {
                    ByteBuffer.allocate(10), ByteBuffer.allocateDirect(10), ByteBuffer.allocate(300_000)
                };
                seen.add(channel.read(parts));
                seen.add(parts[0].get(5));
                seen.add(channel.read(ByteBuffer.allocate(1)));
                seen.add(channel.write(new ByteBuffer[] {ByteBuffer.wrap("end".getBytes()), ByteBuffer.allocate(2)}));
                seen.add(channel.size());
                channel.truncate(100);
                seen.add(channel.size() + " " + channel.position());
                channel.force(true);
                seen.add(channel.read(ByteBuffer.allocate(0)));
                return seen;
            }
        });
        line("read only buffer", () -> {
            try (FileChannel channel = open(c, "READ", "WRITE")) {
                channel.write(ByteBuffer.wrap("only".getBytes()).asReadOnlyBuffer());
                return channel.read(ByteBuffer.allocate(3).asReadOnlyBuffer(), 0);
            }
        });
        line("write what is open for reading", () -> open(c, "READ").write(ByteBuffer.allocate(1)));
        line("read what is open for writing", () -> open(c, "WRITE").read(ByteBuffer.allocate(1)));
        line("append", () -> {
            try (FileChannel channel = open(c, "APPEND")) {
                channel.write(ByteBuffer.wrap("tail".getBytes()));
                return channel.position() + " " + channel.size();
            }
        });
        line("behind the end", () -> {
            try (FileChannel channel = open(c, "WRITE")) {
                channel.write(ByteBuffer.wrap("far".getBytes()), 1_000);
            }
            return Files.readAllBytes(c);
        });
    }

    private void moreOfChannels() {
        Path c = home.resolve("c");
        line("transferTo", () -> {
            try (FileChannel from = open(home.resolve("big"), "READ");
                    FileChannel to = open(home.resolve("t"), "CREATE", "WRITE")) {
                return from.transferTo(100, 200_000, to) + " " + sum(Files.readAllBytes(home.resolve("t")));
            }
        });
        line("transferTo abroad", () -> {
            try (FileChannel from = open(home.resolve("big"), "READ");
                    FileChannel to = open(abroad.resolve("t"), "CREATE", "WRITE")) {
                return from.transferTo(100, 200_000, to) + " " + sum(Files.readAllBytes(abroad.resolve("t")));
            }
        });
        line("transferFrom abroad", () -> {
            try (FileChannel from = open(abroad.resolve("t"), "READ");
                    FileChannel to = open(home.resolve("t"), "CREATE", "WRITE")) {
                return to.transferFrom(from, 5, 100_000) + " " + sum(Files.readAllBytes(home.resolve("t")));
            }
        });
        line("transferFrom", () -> {
            try (FileChannel from = open(home.resolve("big"), "READ");
                    FileChannel to = open(home.resolve("t"), "CREATE", "WRITE", "TRUNCATE_EXISTING")) {
                return to.transferFrom(from, 0, 90_000) + " " + sum(Files.readAllBytes(home.resolve("t")));
            }
        });
    }

    private void togetherOnChannels() {
        Path c = home.resolve("c");
        line("lock", () -> {
            try (FileChannel channel = open(c, "READ", "WRITE");
                    FileChannel other = open(c, "READ", "WRITE");
                    FileLock lock = channel.lock(0, 10, false)) {
                FileLock beside = other.tryLock(10, 10, true);
                boolean both = lock.isValid() && beside.isShared();
                beside.release();
                return both + " " + other.tryLock(5, 10, false);
            }
        });
        line("asynchronous", () -> {
            try (AsynchronousFileChannel channel =
                    AsynchronousFileChannel.open(c, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
                int written =
                        channel.write(ByteBuffer.wrap("soon".getBytes()), 3).get();
                ByteBuffer got = ByteBuffer.allocate(6);
                return written + " " + channel.read(got, 2).get() + " " + sum(got.array()) + " " + channel.size();
            }
        });
        line("interrupted", () -> {
            FileChannel channel = open(c, "READ");
            Thread.currentThread().interrupt();
            try {
                return channel.read(ByteBuffer.allocate(1));
            } finally {
                Thread.interrupted();
                System.out.println("open " + channel.isOpen());
            }
        });
        line("channel of a stream", () -> {
            try (FileInputStream in = new FileInputStream(c.toFile())) {
                in.getChannel().position(3);
                byte[] four = new byte[4];
                Channels.newInputStream(in.getChannel()).read(four);
                return new String(four) + in.read();
            }
        });
    }

    private static FileChannel open(Path path, String... options) throws IOException {
        List<StandardOpenOption> all = new ArrayList<>();
        for (String option : options) {
            all.add(StandardOpenOption.valueOf(option));
        }
        return FileChannel.open(path, all.toArray(new StandardOpenOption[0]));
    }

    private void options() {
        Path o = home.resolve("o");
        line("open nothing", () -> open(o, "READ"));
        line("write nothing", () -> open(o, "WRITE"));
        line("new", () -> {
            open(o, "CREATE_NEW", "WRITE").close();
            return Files.size(o);
        });
        line("new again", () -> open(o, "CREATE_NEW", "WRITE"));
        line("no folder", () -> Files.writeString(home.resolve("none/o"), "x"));
        line("in a file", () -> Files.writeString(home.resolve("o/o"), "x"));
        line("truncate", () -> {
            Files.writeString(o, "long text");
            Files.writeString(o, "text");
            return Files.readString(o);
        });
        line("append", () -> {
            Files.writeString(o, " and more", StandardOpenOption.APPEND);
            return Files.readString(o);
        });
        line("over", () -> {
            Files.writeString(o, "TEXT", StandardOpenOption.WRITE);
            return Files.readString(o);
        });
        line("sync", () -> {
            Files.writeString(o, "!", StandardOpenOption.APPEND, StandardOpenOption.SYNC);
            return Files.size(o);
        });
        line("delete", () -> Files.deleteIfExists(o) + " " + Files.deleteIfExists(o));
        line("delete nothing", () -> {
            Files.delete(o);
            return "deleted";
        });
        line("a long name", () -> Files.createFile(home.resolve("n".repeat(300))));
        line("through nothing", () -> Files.exists(home.resolve("none/../a")));
        line(
                "through a file",
                () -> Files.exists(home.resolve("r/../a")) + " " + file("r/.").exists());
    }
}
