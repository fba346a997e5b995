package guest;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Attributes, archives, and errors. See {@link FileSurvey}. */
final class KindSurvey extends Survey {
    KindSurvey(Path home, Path abroad) {
        super(home, abroad);
    }

    @Override
    void run() {
        attributes();
        archives();
        wrongs();
    }

    private void attributes() {
        Path a = home.resolve("a");
        line("attributes", () -> {
            BasicFileAttributes of = Files.readAttributes(a, BasicFileAttributes.class);
            return of.isRegularFile() + " " + of.isDirectory() + " " + of.isSymbolicLink() + " " + of.isOther() + " "
                    + of.size();
        });
        line("set the time", () -> {
            FileTime time = FileTime.from(1_234_567_890_123_456L, java.util.concurrent.TimeUnit.MICROSECONDS);
            Files.setLastModifiedTime(a, time);
            return Files.getLastModifiedTime(a);
        });
        line("set the time by a view", () -> {
            Files.getFileAttributeView(a, BasicFileAttributeView.class)
                    .setTimes(FileTime.fromMillis(5_000), null, null);
            return Files.getAttribute(a, "lastModifiedTime") + " " + Files.getAttribute(a, "size");
        });
        line("modes as they are", () -> {
            Files.setPosixFilePermissions(a, Files.getPosixFilePermissions(a));
            Files.setOwner(a, Files.getOwner(a));
            return a.toFile().setReadable(true) + " " + a.toFile().setWritable(true);
        });
        line("the time of nothing", () -> Files.getLastModifiedTime(home.resolve("none")));
        line("time is kept", () -> {
            Files.readAllBytes(a);
            return Files.getLastModifiedTime(a);
        });
        line(
                "access",
                () -> Files.isReadable(a) + " " + Files.isWritable(a) + " " + Files.isExecutable(a) + " "
                        + Files.isExecutable(home) + " " + Files.isReadable(home.resolve("none")));
        line(
                "keys",
                () -> Files.readAttributes(a, BasicFileAttributes.class)
                        .fileKey()
                        .equals(Files.readAttributes(home.resolve("r"), BasicFileAttributes.class)
                                .fileKey()));
        line("check", () -> {
            FileSystems.getDefault().provider().checkAccess(home.resolve("none"));
            return "there";
        });
        line("store", () -> Files.getFileStore(a).supportsFileAttributeView("basic"));
    }

    private void archives() {
        File zip = file("z.zip");
        line("zip", () -> {
            try (ZipOutputStream to = new ZipOutputStream(new FileOutputStream(zip))) {
                for (int i = 0; i < 20; i++) {
                    to.putNextEntry(new ZipEntry("entry" + i));
                    to.write(bytes(i, 3_000 * i));
                }
            }
            return "written";
        });
        line("unzip", () -> {
            try (ZipFile from = new ZipFile(zip)) {
                return from.size() + " "
                        + sum(from.getInputStream(from.getEntry("entry13")).readAllBytes());
            }
        });
        line("zip file system", () -> {
            try (var files = FileSystems.newFileSystem(zip.toPath())) {
                Files.writeString(files.getPath("/added"), "added");
                return Files.size(files.getPath("/entry7"));
            }
        });
        line("changed", () -> {
            try (ZipFile from = new ZipFile(zip)) {
                return new String(from.getInputStream(from.getEntry("added")).readAllBytes());
            }
        });
        line("URL", () -> {
            try (InputStream in = zip.toURI().toURL().openStream()) {
                return in.read() + " " + in.read();
            }
        });
        line("not a zip", () -> new ZipFile(file("a")));
    }

    private void wrongs() {
        line("read nothing", () -> new FileInputStream(file("none")));
        line("write nowhere", () -> new FileOutputStream(file("none/none")));
        line("read through a file", () -> new FileInputStream(file("a/b")));
        line("list through a file", () -> Files.list(home.resolve("a/b")));
        line("stat through a file", () -> Files.size(home.resolve("a/b")));
        line("attributes through a file", () -> Files.getLastModifiedTime(home.resolve("a/b")));
        line("delete through a file", () -> {
            Files.delete(home.resolve("a/b"));
            return "deleted";
        });
        line("rename through a file", () -> file("a/b").renameTo(file("q")));
        line("a zip of nothing", () -> new ZipFile(file("none.zip")));
        line(
                "exists through a file",
                () -> Files.exists(home.resolve("a/b")) + " " + Files.notExists(home.resolve("a/b")));
    }
}
