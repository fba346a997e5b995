package atoll.userland;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Makes links. */
public final class Ln extends Tool {
    static final String OPTIONS = "f,force n,no-dereference s,symbolic v,verbose " + Targets.OPTIONS;

    private Ln() {
        super("ln");
    }

    public static void main(String[] args) {
        new Ln().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        Targets targets = Targets.of(options, true, !options.has("n"));
        boolean symbolic = options.has("s");
        for (int i = 0; i < targets.sources().size(); i++) {
            String source = targets.sources().get(i);
            String target = targets.targets().get(i);
            try {
                link(source, target, symbolic, options.has("f"));
                if (options.has("v")) {
                    out.line(Text.quoted(target) + (symbolic ? " -> " : " => ") + Text.quoted(source));
                }
            } catch (Output.Broken e) {
                throw e;
            } catch (FileAlreadyExistsException e) {
                failedToLink(symbolic, target, symbolic ? "" : " => " + Text.quoted(source), e);
            } catch (IOException e) {
                String from = symbolic ? " -> " + Text.quoted(source) : " => " + Text.quoted(source);
                failedToLink(symbolic, target, symbolic && source.isEmpty() ? from : symbolic ? "" : from, e);
            } catch (Usage e) {
                fail(String.valueOf(e.getMessage()));
            }
        }
    }

    private void failedToLink(boolean symbolic, String target, String from, IOException why) throws IOException {
        boolean there = why instanceof FileAlreadyExistsException;
        fail("failed to create " + (symbolic ? "symbolic" : "hard") + " link " + Text.quoted(target)
                + (there ? "" : from) + ": " + Failure.of(why));
    }

    private static void link(String source, String target, boolean symbolic, boolean forced) throws IOException {
        Path link = FileName.entry(target);
        if (!symbolic) {
            try {
                if (Facts.of(FileName.path(source), false).isFolder()) {
                    throw Usage.complete(Text.shown(source) + ": hard link not allowed for directory");
                }
            } catch (IOException e) {
                throw Usage.complete("failed to access " + Text.quoted(source) + ": " + Failure.of(e));
            }
        }
        boolean there = Files.exists(link, LinkOption.NOFOLLOW_LINKS);
        if (there && !forced) {
            throw new FileAlreadyExistsException(target);
        }
        if (there && forced) {
            boolean folder = Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS);
            if (folder) {
                throw Usage.complete(Text.shown(target) + ": cannot overwrite directory");
            }
            if (!symbolic && Files.isSameFile(FileName.path(source), link)) {
                throw Usage.complete(Text.quoted(source) + " and " + Text.quoted(target) + " are the same file");
            }
            Files.delete(link);
        }
        if (symbolic) {
            Files.createSymbolicLink(link, FileName.path(source.length() > 1 ? FileName.stripped(source) : source));
        } else {
            Files.createLink(link, FileName.path(source));
        }
    }
}
