package atoll.userland;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Where cp, mv and ln put what they are told: each operand but the last into the folder that the last is, or one to its name. */
record Targets(List<String> sources, List<String> targets) {
    static final String OPTIONS = "t,target-directory: T,no-target-directory";

    /** {@code alone}: one operand is enough, as for ln. {@code through}: a link to a folder is that folder. */
    static Targets of(Options options, boolean alone, boolean through) throws IOException {
        List<String> operands = options.operands;
        String folder = options.value("t");
        boolean single = options.has("T");
        if (folder != null && single) {
            throw Usage.complete("cannot combine --target-directory (-t) and --no-target-directory (-T)");
        }
        if (operands.isEmpty()) {
            throw Usage.of("missing file operand");
        }
        if (folder != null) {
            if (!isFolder(folder, true)) {
                throw notFolder("target directory ", folder);
            }
            return into(folder, operands);
        }
        if (operands.size() == 1) {
            if (!alone || single) {
                throw Usage.of("missing destination file operand after " + Text.quoted(operands.getFirst()));
            }
            return into(".", operands);
        }
        String last = operands.getLast();
        List<String> sources = operands.subList(0, operands.size() - 1);
        if (single && sources.size() > 1) {
            throw Usage.of("extra operand " + Text.quoted(operands.get(2)));
        }
        if (!single && isFolder(last, through)) {
            return into(last, sources);
        }
        if (sources.size() > 1) {
            throw notFolder("target ", last);
        }
        return new Targets(sources, List.of(last));
    }

    private static Usage notFolder(String what, String name) throws IOException {
        boolean there = Files.exists(FileName.path(name));
        return Usage.complete(
                what + Text.quoted(name) + ": " + (there ? "Not a directory" : "No such file or directory"));
    }

    private static boolean isFolder(String name, boolean through) throws IOException {
        return Files.isDirectory(FileName.path(name)) && (through || !Files.isSymbolicLink(FileName.entry(name)));
    }

    private static Targets into(String folder, List<String> sources) {
        List<String> targets = new ArrayList<>();
        for (String source : sources) {
            targets.add(FileName.join(folder, FileName.last(source)));
        }
        return new Targets(sources, targets);
    }
}
