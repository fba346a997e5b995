package guest;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Streams, files and folders of java.io. See {@link FileSurvey}. */
final class StreamSurvey extends Survey {
    private static final int BIG = 300_000;

    StreamSurvey(Path home, Path abroad) {
        super(home, abroad);
    }

    @Override
    void run() {
        streams();
        moreOfStreams();
        files();
        folders();
        random();
    }

    private void streams() {
        File a = file("a");
        line("write", () -> {
            try (FileOutputStream to = new FileOutputStream(a)) {
                to.write('x');
                to.write(bytes(1, 5_000));
                to.write(bytes(2, 100), 10, 50);
                return to.getChannel().position();
            }
        });
        line("append", () -> {
            try (FileOutputStream to = new FileOutputStream(a, true)) {
                to.write(bytes(3, 7));
                to.getFD().sync();
            }
            return a.length();
        });
        line("read all", () -> Files.readAllBytes(a.toPath()));
        line("read by stream", () -> {
            try (FileInputStream in = new FileInputStream(a)) {
                List<Object> seen = new ArrayList<>(List.of(in.read(), in.available(), in.skip(10), in.read()));
                seen.add(sum(in.readNBytes(100)));
                seen.add(in.skip(-5));
                seen.add(in.getChannel().position());
                seen.add(sum(in.readAllBytes()));
                seen.add(in.read());
                seen.add(in.read(new byte[3]));
                seen.add(in.read(new byte[3], 1, 0));
                seen.add(in.skip(100));
                seen.add(in.available());
                seen.add(in.getChannel().position());
                return seen;
            }
        });
        line("skip before the beginning", () -> {
            try (FileInputStream in = new FileInputStream(a)) {
                return in.skip(-1);
            }
        });
        line("transfer", () -> {
            try (FileInputStream in = new FileInputStream(a);
                    FileOutputStream to = new FileOutputStream(file("b"))) {
                return in.transferTo(to) + " " + file("b").length();
            }
        });
    }

    private void moreOfStreams() {
        File a = file("a");
        line("closed", () -> {
            FileInputStream in = new FileInputStream(a);
            in.close();
            return in.read();
        });
        line("lines", () -> {
            Files.writeString(home.resolve("text"), "one\ntwo\r\nthree");
            try (BufferedReader in = new BufferedReader(new FileReader(file("text"), StandardCharsets.UTF_8))) {
                return in.lines().toList();
            }
        });
        line("big", () -> {
            Files.write(home.resolve("big"), bytes(4, BIG));
            try (InputStream in = Files.newInputStream(home.resolve("big"))) {
                return in.readAllBytes();
            }
        });
        line("a name of other letters", () -> {
            Files.writeString(home.resolve("gr\u00fc\u00dfe \u4e16"), "x");
            return file("gr\u00fc\u00dfe \u4e16").length() + " "
                    + Files.deleteIfExists(home.resolve("gr\u00fc\u00dfe \u4e16"));
        });
    }

    private void files() {
        line("create", () -> file("c").createNewFile() + " " + file("c").createNewFile());
        line(
                "bits",
                () -> file("c").exists() + " " + file("c").isFile() + " "
                        + file("c").isDirectory() + " " + file("c").isHidden() + " "
                        + file("c").canRead() + " " + file("c").canWrite());
        line("hidden", () -> {
            Files.createFile(home.resolve(".h"));
            return file(".h").isHidden() + " " + Files.isHidden(home.resolve(".h")) + " "
                    + file(".h").delete();
        });
        line("length", () -> file("a").length() + " " + file("none").length());
        line(
                "time",
                () -> file("c").setLastModified(1_234_567_890_123L) + " "
                        + file("c").lastModified());
        line(
                "rename",
                () -> file("c").renameTo(file("d")) + " " + file("c").exists() + " "
                        + file("d").exists());
        line(
                "rename over",
                () -> file("d").renameTo(file("b")) + " " + file("b").length());
        line("rename nothing", () -> file("none").renameTo(file("some")));
        line("delete", () -> file("b").delete() + " " + file("b").delete());
        line("temp", () -> {
            File temp = File.createTempFile("abc", ".tmp", home.toFile());
            return temp.length() + " " + temp.getName().startsWith("abc") + " " + temp.delete();
        });
        line("temp of nio", () -> {
            Path temp = Files.createTempFile(home, "t", "x");
            Path folder = Files.createTempDirectory(home, "f");
            Files.delete(temp);
            Files.delete(folder);
            return Files.exists(temp) || Files.exists(folder);
        });
        line(
                "canonical",
                () -> file("./a").getCanonicalPath() + " "
                        + file("./none/../none/.").getCanonicalPath());
        line("create where no folder is", () -> file("none/a").createNewFile());
        line("create in a file", () -> file("a/b").createNewFile());
        line("NUL", () -> new File(home.toFile(), "a\0b").exists());
        line("delete on exit", () -> {
            file("a").deleteOnExit();
            return file("a").exists();
        });
    }

    private void folders() {
        line(
                "mkdir",
                () -> file("f").mkdir() + " " + file("f").mkdir() + " "
                        + file("g/h/i").mkdirs());
        line("is", () -> file("f").isDirectory() + " " + Files.isDirectory(home.resolve("g/h")));
        line("delete full", () -> file("g").delete());
        line("delete full by nio", () -> {
            Files.delete(home.resolve("g"));
            return "deleted";
        });
        line("list", () -> {
            for (int i = 0; i < 1_200; i++) {
                Files.createFile(home.resolve("f/n" + i));
            }
            String[] names = file("f").list();
            Arrays.sort(names);
            return names.length + " " + String.join(" ", names).hashCode();
        });
        line("list files", () -> file("f").listFiles((d, n) -> n.endsWith("7")).length);
        line("list by nio", () -> {
            try (var all = Files.list(home.resolve("f"))) {
                return all.map(Path::toString).sorted().toList().hashCode();
            }
        });
        line("glob", () -> {
            try (var some = Files.newDirectoryStream(home.resolve("f"), "n*99")) {
                List<String> names = new ArrayList<>();
                some.forEach(p -> names.add(p.getFileName().toString()));
                names.sort(null);
                return names;
            }
        });
        line("list a file", () -> file("a").list());
        line("list a file by nio", () -> Files.list(home.resolve("a")));
        line("list nothing", () -> Files.newDirectoryStream(home.resolve("none")));
        line(
                "createDirectories",
                () -> Files.createDirectories(home.resolve("g/h/j/k")).toString());
        line("createDirectory again", () -> Files.createDirectory(home.resolve("g")));
        line("createDirectory nowhere", () -> Files.createDirectory(home.resolve("none/g")));
        line("walk", () -> {
            try (var all = Files.walk(home.resolve("g"))) {
                return all.map(Path::toString).sorted().toList();
            }
        });
        line("delete all", () -> {
            try (var all = Files.walk(home.resolve("f"))) {
                for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
            return Files.exists(home.resolve("f"));
        });
        line("open a folder", () -> new FileInputStream(file("g")));
        line("write a folder", () -> new FileOutputStream(file("g")));
        line("read a folder by nio", () -> Files.readString(home.resolve("g")));
        line("write a folder by nio", () -> Files.writeString(home.resolve("g"), "x"));
    }

    private void random() {
        File r = file("r");
        line("random", () -> {
            try (RandomAccessFile file = new RandomAccessFile(r, "rw")) {
                file.setLength(1_000);
                file.seek(500);
                file.writeInt(7);
                file.writeUTF("gr\u00fc\u00dfe");
                file.writeBytes("line\r\nnext\nlast");
                List<Object> seen = new ArrayList<>(List.of(file.getFilePointer(), file.length()));
                file.seek(500);
                seen.addAll(List.of(file.readInt(), file.readUTF(), file.readLine(), file.readLine(), file.read()));
                seen.add(file.skipBytes(10_000));
                seen.add(file.read());
                seen.add(file.getFilePointer());
                file.setLength(10);
                seen.add(file.getFilePointer());
                file.seek(20);
                file.write(1);
                seen.add(file.length());
                return seen;
            }
        });
        line("random for reading", () -> {
            try (RandomAccessFile file = new RandomAccessFile(r, "r")) {
                file.write(1);
                return "written";
            }
        });
        line("shorten for reading", () -> {
            try (RandomAccessFile file = new RandomAccessFile(r, "r")) {
                file.setLength(1);
                return "done";
            }
        });
        line("random nothing", () -> new RandomAccessFile(file("none"), "r"));
        line("random mode", () -> {
            try (RandomAccessFile file = new RandomAccessFile(r, "rwd")) {
                file.write(bytes(5, 10));
                file.seek(3);
                byte[] rest = new byte[100];
                return file.read(rest) + " " + rest[0] + " " + file.getChannel().position();
            }
        });
        line("readFully too far", () -> {
            try (RandomAccessFile file = new RandomAccessFile(r, "r")) {
                file.readFully(new byte[100]);
                return "read";
            }
        });
        line("seek back", () -> {
            try (RandomAccessFile file = new RandomAccessFile(r, "r")) {
                file.seek(-1);
                return "sought";
            }
        });
    }
}
