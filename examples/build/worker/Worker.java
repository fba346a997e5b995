package builds.worker;

import atoll.contract.Names;
import builds.Compiler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Runs a compiler in its own process, which has no rights: what the compiler runs of others, such as annotation processors, has none
 * either. Its files are the process's private ones, in memory, and gone with it.
 */
public final class Worker implements Compiler {
    private static final Path SOURCES = Path.of("/work/src");
    private static final Path CLASSES = Path.of("/work/classes");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record|enum)\\s+(\\w+)");

    /** Unpacked: its files are in memory that nobody else is charged for. */
    private static final int MOST_BYTES = 64 << 20;

    private Worker() {}

    public static void main(String[] args) throws InterruptedException {
        Names.serve("compiler", Compiler.class, new Worker());
        Thread.sleep(Long.MAX_VALUE);
    }

    @Override
    public int pid() {
        return (int) ProcessHandle.current().pid();
    }

    @Override
    public byte[] build(String compiler, byte[] sources) {
        StringWriter log = new StringWriter();
        byte[] jar = new byte[0];
        try {
            List<String> files = unpack(sources);
            Files.createDirectories(CLASSES);
            if (files.isEmpty()) {
                log.append("no source files\n");
            } else if (compiles(compiler, files, new PrintWriter(log, true))) {
                jar = jar();
            }
            ByteArrayOutputStream result = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(result);
            byte[] text = log.toString().getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
            out.write(jar);
            return result.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean compiles(String compiler, List<String> files, PrintWriter log) {
        List<String> words = new ArrayList<>(List.of("-d", CLASSES.toString(), "-cp", SOURCES.toString()));
        if (!compiler.equals("ecj")) {
            // Those that come along.
            words.add("-proc:full");
        }
        JavaCompiler used = compiler.equals("ecj")
                ? ServiceLoader.load(JavaCompiler.class).stream()
                        .filter(each -> each.type().getName().startsWith("org.eclipse."))
                        .findFirst()
                        .orElseThrow()
                        .get()
                : ToolProvider.getSystemJavaCompiler();
        // Not by its run(): that of Eclipse's ends the process.
        StandardJavaFileManager manager = used.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        return used.getTask(log, manager, null, words, null, manager.getJavaFileObjectsFromStrings(files))
                .call();
    }

    /** Returns the paths of what is to be compiled. */
    private static List<String> unpack(byte[] sources) throws IOException {
        Files.createDirectories(SOURCES);
        List<String> files = new ArrayList<>();
        if (sources.length < 2 || sources[0] != 'P' || sources[1] != 'K') {
            String text = new String(sources, StandardCharsets.UTF_8);
            Matcher type = TYPE.matcher(text);
            Path file = SOURCES.resolve((type.find() ? type.group(1) : "Main") + ".java");
            return List.of(Files.writeString(file, text).toString());
        }
        int left = MOST_BYTES;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(sources))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = SOURCES.resolve(entry.getName()).normalize();
                if (entry.isDirectory() || !file.startsWith(SOURCES)) {
                    continue;
                }
                byte[] bytes = zip.readNBytes(left + 1);
                left -= bytes.length;
                if (left < 0) {
                    throw new IOException("more than 64 MB");
                }
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
                if (file.toString().endsWith(".java")) {
                    files.add(file.toString());
                }
            }
        }
        return files;
    }

    private static byte[] jar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes);
                Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new ZipEntry(CLASSES.relativize(file).toString()));
                jar.write(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }
}
