package atoll.userland;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;

/** A test or an action of find. */
final class FindTest extends FindExpression.Part {
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;

    private final String name;
    private final String argument;
    private final FindSize size;
    private final Glob glob;
    private final long now = System.currentTimeMillis();
    private final FileTime reference;

    FindTest(String name, String argument, FindSize size) {
        this.name = name;
        this.argument = argument;
        this.size = size;
        glob = new Glob(argument, name.startsWith("-i"));
        reference = name.equals("-newer") ? modified(argument) : FileTime.fromMillis(0);
        if (name.equals("-type")) {
            checkTypes();
        }
        if (name.equals("-perm")
                && Modes.parse(argument.startsWith("-") || argument.startsWith("/") ? argument.substring(1) : argument)
                        < 0) {
            throw Usage.complete("invalid mode " + Text.quoted(argument));
        }
    }

    private static FileTime modified(String file) {
        try {
            return Facts.of(FileName.path(file), true).modified;
        } catch (IOException e) {
            throw Usage.complete(Text.quoted(file) + ": " + Failure.of(e));
        }
    }

    private void checkTypes() {
        for (String type : argument.split(",", -1)) {
            if (type.length() != 1) {
                throw Usage.complete(
                        argument.isEmpty() || type.isEmpty()
                                ? "Arguments to -type should contain at least one letter"
                                : "Must separate multiple arguments to -type using: ','");
            }
            if ("bcdpfls".indexOf(type.charAt(0)) < 0) {
                throw Usage.complete("Unknown argument to -type: " + type);
            }
        }
    }

    @Override
    boolean holds(FindExpression.Visit visit) throws IOException {
        Facts facts = visit.step.facts;
        return switch (name) {
            case "-name", "-iname" -> glob.matches(visit.step.last());
            case "-path", "-ipath" -> glob.matches(visit.step.shown);
            case "-type" -> isType(facts.kind() == '-' ? 'f' : facts.kind());
            case "-size" -> size.fits((facts.size + size.unit - 1) / size.unit);
            case "-links" -> size.fits(facts.links);
            case "-mtime" -> size.fits((now - facts.modified.toMillis()) / DAY);
            case "-mmin" -> size.fits((now - facts.modified.toMillis() + MINUTE - 1) / MINUTE);
            case "-newer" -> facts.modified.compareTo(reference) > 0;
            case "-perm" -> hasModes(facts.mode & 07777);
            case "-empty" -> facts.isFile() ? facts.size == 0 : facts.isFolder() && isEmpty(visit);
            default -> act(visit);
        };
    }

    private boolean isType(char kind) {
        return ("," + argument + ",").indexOf("," + kind + ",") >= 0;
    }

    private boolean hasModes(int mode) {
        boolean all = argument.startsWith("-");
        boolean any = argument.startsWith("/");
        int wanted = Modes.parse(all || any ? argument.substring(1) : argument);
        return all ? (mode & wanted) == wanted : any ? wanted == 0 || (mode & wanted) != 0 : mode == wanted;
    }

    private static boolean isEmpty(FindExpression.Visit visit) throws IOException {
        try {
            return Entry.in(visit.step.path).isEmpty();
        } catch (IOException e) {
            visit.find.fail(Text.quoted(visit.step.shown), e);
            return false;
        }
    }

    private boolean act(FindExpression.Visit visit) throws IOException {
        switch (name) {
            case "-print" -> visit.find.out.line(visit.step.shown);
            case "-print0" -> visit.find.out.print(visit.step.shown + "\0");
            case "-printf" -> print(visit);
            case "-prune" -> visit.pruned = true;
            case "-quit" -> throw new Find.Stopped();
            default -> {
                return delete(visit);
            }
        }
        return true;
    }

    private static boolean delete(FindExpression.Visit visit) throws IOException {
        try {
            visit.find.delete(visit.step);
            return true;
        } catch (IOException e) {
            visit.find.fail("cannot delete " + Text.quoted(visit.step.shown) + ": " + Failure.of(e));
            return false;
        }
    }

    private void print(FindExpression.Visit visit) throws IOException {
        byte[] format = Text.bytes(argument);
        Escapes escapes = new Escapes(format, 0, false);
        while (escapes.at < format.length) {
            byte b = format[escapes.at];
            if (b == '\\') {
                if (!escapes.one(visit.find.out)) {
                    return;
                }
            } else if (b == '%' && escapes.at + 1 < format.length) {
                visit.find.out.print(value((char) format[escapes.at + 1], visit.step));
                escapes.at += 2;
            } else {
                visit.find.out.write(b);
                escapes.at++;
            }
        }
    }

    private static String value(char letter, Walk.Step step) throws IOException {
        Facts facts = step.facts;
        return switch (letter) {
            case '%' -> "%";
            case 'd' -> Integer.toString(step.depth);
            case 'f' -> step.last();
            case 'h' -> step.shown.indexOf('/') < 0 ? "." : Dirname.folder(step.shown);
            case 'i' -> Long.toString(facts.inode);
            case 'l' -> facts.isLink() ? FileName.of(Files.readSymbolicLink(step.path)) : "";
            case 'm' -> Integer.toOctalString(facts.mode & 07777);
            case 'M' -> facts.modes();
            case 'n' -> Integer.toString(facts.links);
            case 'p' -> step.shown;
            case 's' -> Long.toString(facts.size);
            case 'y' -> String.valueOf(facts.kind() == '-' ? 'f' : facts.kind());
            default -> "%" + letter;
        };
    }
}
