package workload;

import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Real programs in steady state, as {@link Kernels}: each round does the same piece of work in a program that stays
 * loaded. Called by reflection, once a round, so that this class needs none of them.
 */
public final class Programs {
    private static final String JAVASCRIPT = """
            var n = 0; var words = {};
            for (var i = 0; i < 20000; i++) {
              var w = 'w' + (i * 7919 % 503); words[w] = (words[w] || 0) + 1; n += words[w] * i % 7;
            }
            n""";

    private static final String CLOJURE = """
            (let [m (reduce (fn [a i] (update a (mod (* i 7919) 503) (fnil inc 0))) {} (range 5000))]
              (reduce + (map (fn [[k v]] (* k v)) (filter (fn [[k v]] (odd? k)) m))))""";

    private static final String GROOVY = """
            def m = [:]
            for (int i = 0; i < 5000; i++) { def k = "w" + (i * 7919 % 503); m[k] = (m[k] ?: 0) + 1 }
            m.findAll { k, v -> v % 2 == 0 }.collect { k, v -> v * k.length() }.sum() as long""";

    private static final String PYTHON = """
            words = {}
            for i in range(10000):
                w = 'w%d' % (i * 7919 % 503)
                words[w] = words.get(w, 0) + 1
            result = sum([len(k) * v for (k, v) in words.items() if v % 2 == 0])
            """;

    private static final String RUBY = """
            words = Hash.new(0)
            5000.times { |i| words["w#{i * 7919 % 503}"] += 1 }
            words.select { |k, v| v.even? }.map { |k, v| k.length * v }.sum""";

    private static final String XQUERY = """
            let $doc := <list>{for $i in 1 to 2000 return <item n="{$i}">{$i * 7919 mod 503}</item>}</list>
            return sum(for $x in $doc/item[@n mod 3 = 0] order by number($x) return number($x) * 2)""";

    private Programs() {}

    public static void main(String[] args) throws Exception {
        Kernels.measure(program(args[0]), args);
    }

    private static Kernels.Kernel program(String name) throws Exception {
        return switch (name) {
            case "ecj" -> ecj();
            case "antlr" -> antlr();
            case "rhino" -> rhino();
            case "clojure" -> clojure();
            case "groovy" -> groovy();
            case "jython" -> jython();
            case "jruby" -> jruby();
            case "saxon" -> saxon();
            case "h2" -> () -> sql("jdbc:h2:mem:bench");
            case "hsqldb" -> () -> sql("jdbc:hsqldb:mem:bench");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Path folder() throws Exception {
        return Files.createTempDirectory("programs");
    }

    private static Kernels.Kernel ecj() throws Exception {
        Path folder = folder();
        StringBuilder sources = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            Path source = folder.resolve("C" + i + ".java");
            Files.writeString(source, """
                    import java.util.*;
                    import java.util.function.*;
                    public class C%d<T extends Comparable<T>> {
                        private final Map<String, List<T>> map = new TreeMap<>();
                        record Pair<A, B>(A first, B second) {}
                        sealed interface Shape permits Circle, Square {}
                        record Circle(double r) implements Shape {}
                        record Square(double a) implements Shape {}
                        static double area(Shape s) {
                            return switch (s) { case Circle c -> c.r() * c.r() * 3; case Square q -> q.a() * q.a(); };
                        }
                        void put(String k, T v) { map.computeIfAbsent(k, x -> new ArrayList<>()).add(v); }
                        Optional<T> max(Predicate<? super T> p) {
                            return map.values().stream().flatMap(List::stream).filter(p).max(Comparator.naturalOrder());
                        }
                        int loop(int n) { int s = 0; for (int i = 0; i < n; i++) { s += i %% 3 == 0 ? i : -i; } return s; }
                    }
                    """.formatted(i));
            sources.append(' ').append(source);
        }
        Class<?> progress = Class.forName("org.eclipse.jdt.core.compiler.CompilationProgress");
        Method compile = Class.forName("org.eclipse.jdt.core.compiler.batch.BatchCompiler")
                .getMethod("compile", String.class, PrintWriter.class, PrintWriter.class, progress);
        String line = "-21 -proc:none -nowarn -d none" + sources;
        return () -> {
            StringWriter said = new StringWriter();
            PrintWriter out = new PrintWriter(said);
            boolean done = (boolean) compile.invoke(null, line, out, out, null);
            if (!done) {
                throw new IllegalStateException(said.toString());
            }
            return 1;
        };
    }

    private static Kernels.Kernel antlr() throws Exception {
        Path folder = folder();
        Path grammar = folder.resolve("Calc.g4");
        StringBuilder text = new StringBuilder("grammar Calc;\nall : e0 EOF ;\n");
        for (int i = 0; i < 30; i++) {
            text.append("e%d : e%d ('op%d' e%d)* | 'k%d' ID (',' ID)* ';' ;%n".formatted(i, i + 1, i, i + 1, i));
        }
        text.append("e30 : ID | INT | '(' e0 ')' ;\nID : [a-z]+ ;\nINT : [0-9]+ ;\nWS : [ \\n]+ -> skip ;\n");
        Files.writeString(grammar, text);
        Class<?> tool = Class.forName("org.antlr.v4.Tool");
        Method process = tool.getMethod("processGrammarsOnCommandLine");
        String[] words = {"-o", folder.resolve("out").toString(), grammar.toString()};
        return () -> {
            process.invoke(tool.getConstructor(String[].class).newInstance((Object) words));
            return Files.size(folder.resolve("out/CalcParser.java")) > 10_000 ? 1 : 0;
        };
    }

    private static Kernels.Kernel rhino() throws Exception {
        Class<?> context = Class.forName("org.mozilla.javascript.Context");
        Class<?> scriptable = Class.forName("org.mozilla.javascript.Scriptable");
        Object here = context.getMethod("enter").invoke(null);
        Method evaluate =
                context.getMethod("evaluateString", scriptable, String.class, String.class, int.class, Object.class);
        Method objects = context.getMethod("initStandardObjects");
        return () -> {
            Object scope = objects.invoke(here);
            return ((Number) evaluate.invoke(here, scope, JAVASCRIPT, "bench", 1, null)).longValue();
        };
    }

    private static Kernels.Kernel clojure() throws Exception {
        Class.forName("clojure.lang.RT");
        Method load = Class.forName("clojure.lang.Compiler").getMethod("load", Reader.class);
        return () -> ((Number) load.invoke(null, new StringReader(CLOJURE))).longValue();
    }

    private static Kernels.Kernel groovy() throws Exception {
        Class<?> shell = Class.forName("groovy.lang.GroovyShell");
        Object script = shell.getMethod("parse", String.class)
                .invoke(shell.getConstructor().newInstance(), GROOVY);
        Method run = script.getClass().getMethod("run");
        return () -> ((Number) run.invoke(script)).longValue();
    }

    private static Kernels.Kernel jython() throws Exception {
        System.setProperty("python.import.site", "false");
        System.setProperty("python.cachedir.skip", "true");
        Class<?> type = Class.forName("org.python.util.PythonInterpreter");
        Object python = type.getConstructor().newInstance();
        Method exec = type.getMethod("exec", String.class);
        Method get = type.getMethod("get", String.class, Class.class);
        return () -> {
            exec.invoke(python, PYTHON);
            return ((Number) get.invoke(python, "result", Integer.class)).longValue();
        };
    }

    private static Kernels.Kernel jruby() throws Exception {
        Class<?> type = Class.forName("org.jruby.embed.ScriptingContainer");
        Object ruby = type.getConstructor().newInstance();
        Object unit = type.getMethod("parse", String.class, int[].class).invoke(ruby, RUBY, new int[0]);
        Method run = Class.forName("org.jruby.embed.EmbedEvalUnit").getMethod("run");
        Class<?> object = Class.forName("org.jruby.runtime.builtin.IRubyObject");
        Method toJava = object.getMethod("toJava", Class.class);
        return () -> ((Number) toJava.invoke(run.invoke(unit), Long.class)).longValue();
    }

    private static Kernels.Kernel saxon() throws Exception {
        Class<?> processor = Class.forName("net.sf.saxon.s9api.Processor");
        Object compiler = processor
                .getMethod("newXQueryCompiler")
                .invoke(processor.getConstructor(boolean.class).newInstance(false));
        Object query = compiler.getClass().getMethod("compile", String.class).invoke(compiler, XQUERY);
        Method load = query.getClass().getMethod("load");
        Method evaluate = Class.forName("net.sf.saxon.s9api.XQueryEvaluator").getMethod("evaluate");
        return () ->
                (long) Double.parseDouble(evaluate.invoke(load.invoke(query)).toString());
    }

    private static long sql(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table item (id int primary key, word varchar(20), amount int)");
            try (PreparedStatement insert = connection.prepareStatement("insert into item values (?, ?, ?)")) {
                for (int i = 0; i < 2_000; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "w" + i * 7919 % 503);
                    insert.setInt(3, i % 17);
                    insert.executeUpdate();
                }
            }
            long sum = 0;
            String query = "select word, count(*), sum(amount) from item where amount > 3 group by word order by word";
            try (ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    sum += rows.getInt(2) * rows.getLong(3);
                }
            }
            statement.execute("drop table item");
            return sum;
        }
    }
}
