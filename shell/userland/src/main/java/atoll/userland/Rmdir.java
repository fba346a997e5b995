package atoll.userland;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Removes empty folders. */
public final class Rmdir extends Tool {
    static final String OPTIONS = "p,parents v,verbose ignore-fail-on-non-empty";

    private Rmdir() {
        super("rmdir");
    }

    public static void main(String[] args) {
        new Rmdir().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        options.needOperand();
        for (String operand : options.operands) {
            String at = operand;
            boolean whole = true;
            while (whole) {
                whole = remove(at, at.equals(operand), options) && options.has("p");
                at = Dirname.folder(at);
                whole &= !at.equals(".") && !at.equals("/");
            }
        }
    }

    private boolean remove(String operand, boolean first, Options options) throws IOException {
        if (options.has("v")) {
            out.line("rmdir: removing directory, " + Text.quoted(operand));
        }
        try {
            Path path = FileName.entry(operand);
            if (FileName.last(operand).equals(".")) {
                throw new java.nio.file.FileSystemException(operand, null, "Invalid argument");
            }
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(operand);
            }
            Files.delete(path);
            return true;
        } catch (DirectoryNotEmptyException e) {
            if (!options.has("ignore-fail-on-non-empty")) {
                told(operand, first, e);
            }
        } catch (Output.Broken e) {
            throw e;
        } catch (IOException e) {
            told(operand, first, e);
        }
        return false;
    }

    private void told(String operand, boolean first, IOException why) throws IOException {
        fail("failed to remove " + (first ? "" : "directory ") + Text.quoted(operand) + ": " + Failure.of(why));
    }
}
