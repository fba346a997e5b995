package guest;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** Links, moves and copies. See {@link FileSurvey}. */
final class NameSurvey extends Survey {
    NameSurvey(Path home, Path abroad) {
        super(home, abroad);
    }

    @Override
    void run() {
        links();
        moreOfLinks();
        moves();
        copies();
    }

    private void links() {
        Path l = home.resolve("l");
        line("folder", () -> {
            Files.createDirectories(l.resolve("deep"));
            Files.writeString(l.resolve("target"), "linked");
            return "made";
        });
        line("link", () -> {
            Files.createSymbolicLink(l.resolve("relative"), Path.of("target"));
            Files.createSymbolicLink(l.resolve("absolute"), l.resolve("target"));
            Files.createSymbolicLink(l.resolve("deep/up"), Path.of("../target"));
            Files.createSymbolicLink(l.resolve("folder"), Path.of("deep/.."));
            Files.createSymbolicLink(l.resolve("loop"), Path.of("loop"));
            Files.createSymbolicLink(l.resolve("dangling"), Path.of("made"));
            Files.createSymbolicLink(l.resolve("out"), abroad);
            return "made";
        });
        for (String name : List.of("relative", "absolute", "deep/up", "folder/folder/relative", "loop", "dangling")) {
            line("read " + name, () -> Files.readString(l.resolve(name)));
            line("read " + name + " by io", () -> {
                try (FileInputStream in = new FileInputStream(l.resolve(name).toFile())) {
                    return new String(in.readAllBytes());
                }
            });
            line("text of " + name, () -> Files.readSymbolicLink(l.resolve(name)));
            line("real " + name, () -> l.resolve(name).toRealPath());
            line("canonical " + name, () -> l.resolve(name).toFile().getCanonicalPath());
            line(
                    "exists " + name,
                    () -> Files.exists(l.resolve(name)) + " "
                            + Files.exists(l.resolve(name), LinkOption.NOFOLLOW_LINKS) + " "
                            + Files.isSymbolicLink(l.resolve(name)));
        }
    }

    private void moreOfLinks() {
        Path l = home.resolve("l");
        line("text of a file", () -> Files.readSymbolicLink(l.resolve("target")));
        line("link again", () -> Files.createSymbolicLink(l.resolve("relative"), Path.of("x")));
        line("write through", () -> {
            Files.writeString(l.resolve("dangling"), "made by a link");
            return Files.readString(l.resolve("made"));
        });
        line("no follow", () -> Files.newByteChannel(l.resolve("relative"), LinkOption.NOFOLLOW_LINKS));
        line("new over a link", () -> Files.createFile(l.resolve("relative")));
        line("out", () -> {
            Files.writeString(l.resolve("out/abroad"), "abroad");
            return Files.readString(abroad.resolve("abroad"))
                    + Files.size(l.resolve("out/abroad"))
                    + l.resolve("out/abroad").toFile().length();
        });
        line("in", () -> {
            Files.createSymbolicLink(abroad.resolve("in"), l);
            return Files.readString(abroad.resolve("in/relative"))
                    + abroad.resolve("in/deep/up").toRealPath();
        });
        line("rename into, through a link", () -> {
            Files.move(abroad.resolve("abroad"), l.resolve("out/moved"), StandardCopyOption.ATOMIC_MOVE);
            return Files.readString(abroad.resolve("moved"));
        });
        line(
                "same",
                () -> Files.isSameFile(l.resolve("target"), l.resolve("deep/up")) + " "
                        + Files.isSameFile(l.resolve("target"), l.resolve("made")));
        line("delete a link", () -> {
            Files.delete(l.resolve("absolute"));
            return Files.exists(l.resolve("target"));
        });
        line(
                "delete a link to a folder",
                () -> l.resolve("folder").toFile().delete() + " " + Files.exists(l.resolve("deep")));
    }

    private void moves() {
        Path m = home.resolve("m");
        line("move", () -> {
            Files.createDirectories(m.resolve("x/y"));
            Files.writeString(m.resolve("x/y/z"), "zzz");
            Files.move(m.resolve("x"), m.resolve("w"));
            return Files.readString(m.resolve("w/y/z"));
        });
        line("move onto", () -> {
            Files.writeString(m.resolve("one"), "1");
            Files.writeString(m.resolve("two"), "2");
            return Files.move(m.resolve("one"), m.resolve("two"));
        });
        line("replace", () -> {
            Files.move(m.resolve("one"), m.resolve("two"), StandardCopyOption.REPLACE_EXISTING);
            return Files.readString(m.resolve("two"));
        });
        line(
                "replace a full folder",
                () -> Files.move(m.resolve("two"), m.resolve("w"), StandardCopyOption.REPLACE_EXISTING));
        line("into itself", () -> Files.move(m.resolve("w"), m.resolve("w/y/v")));
        line("nothing", () -> Files.move(m.resolve("none"), m.resolve("some")));
        line("to no folder", () -> Files.move(m.resolve("two"), m.resolve("none/two")));
        line("onto itself", () -> Files.move(m.resolve("two"), m.resolve("../m/two")));
        line("abroad", () -> {
            Files.move(m.resolve("two"), abroad.resolve("two"));
            return Files.exists(m.resolve("two")) + Files.readString(abroad.resolve("two"));
        });
        line("back", () -> {
            Files.move(abroad.resolve("two"), m.resolve("two"));
            return Files.exists(abroad.resolve("two")) + Files.readString(m.resolve("two"));
        });
        line("an empty folder over a file", () -> {
            Files.createDirectory(m.resolve("empty"));
            return Files.move(m.resolve("empty"), m.resolve("two"), StandardCopyOption.ATOMIC_MOVE);
        });
        line(
                "a file over an empty folder",
                () -> Files.move(m.resolve("two"), m.resolve("empty"), StandardCopyOption.ATOMIC_MOVE));
        line("a folder over an empty folder", () -> {
            Files.move(m.resolve("w"), m.resolve("empty"), StandardCopyOption.ATOMIC_MOVE);
            return Files.readString(m.resolve("empty/y/z"));
        });
    }

    private void copies() {
        Path big = home.resolve("big");
        line("copy", () -> sum(Files.readAllBytes(Files.copy(big, home.resolve("copy")))));
        line("copy again", () -> Files.copy(big, home.resolve("copy")));
        line("copy over", () -> copy(home.resolve("r"), home.resolve("copy"), StandardCopyOption.REPLACE_EXISTING));
        line("copy with its time", () -> {
            Files.setLastModifiedTime(big, FileTime.fromMillis(1_111_111_111_000L));
            copy(big, home.resolve("copy2"), StandardCopyOption.COPY_ATTRIBUTES);
            return Files.getLastModifiedTime(home.resolve("copy2"));
        });
        line("copy an empty file", () -> {
            Files.createFile(home.resolve("nil"));
            return copy(home.resolve("nil"), home.resolve("nil2"));
        });
        line("copy abroad", () -> copy(big, abroad.resolve("copy")));
        line("copy back", () -> copy(abroad.resolve("copy"), home.resolve("copy3")));
        line("copy a folder", () -> Files.isDirectory(Files.copy(home.resolve("g"), home.resolve("g2"))));
        line(
                "copy a link",
                () -> Files.readSymbolicLink(
                        Files.copy(home.resolve("l/relative"), home.resolve("l2"), LinkOption.NOFOLLOW_LINKS)));
        line("copy from a stream", () -> {
            try (InputStream in = Files.newInputStream(big)) {
                return Files.copy(in, home.resolve("copy4"));
            }
        });
        line(
                "mismatch",
                () -> Files.mismatch(big, home.resolve("copy3")) + " " + Files.mismatch(big, home.resolve("r")));
    }

    private static Object copy(Path from, Path to, CopyOption... options) throws IOException {
        return Files.size(Files.copy(from, to, options)) + " " + sum(Files.readAllBytes(to));
    }
}
