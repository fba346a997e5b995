package atoll.tests.programs;

import guest.Descriptors;
import guest.Modular;
import guest.OwnUnsafe;
import java.util.List;

/** The rows of the differential suite. */
final class Programs {
    private static final String GRAMMAR = """
            grammar Expr;
            prog: (expr NL)* ;
            expr: expr ('*'|'/') expr | expr ('+'|'-') expr | INT | '(' expr ')' ;
            NL: [\\r\\n]+ ;
            INT: [0-9]+ ;
            """;
    private static final String LANG_SOURCES = "org.apache.commons:commons-lang3:jar:sources:3.17.0";

    private static final String RUBY = """
            require 'json'
            require 'set'
            puts JSON.generate({a: [1, 2.5, nil]})
            puts Set.new([3, 1, 3]).sort.inspect
            puts (1..20).reduce(:*)
            File.write('out.txt', 'x' * 10)
            begin; raise 'boom'; rescue => e; puts e.message; end
            puts Thread.new { 42 }.value
            exit 4
            """;
    private static final String PYTHON = """
            import json, os, re, sys
            print json.dumps({'a': [1, None]})
            print os.getcwd()
            print re.findall('[0-9]+', 'a1b22')
            open('out.txt', 'w').write('hi')
            from java.util import ArrayList
            print ArrayList([3, 1])
            sys.exit(5)
            """;
    private static final String GROOVY = """
            class P { int x; def twice() { x * 2 } }
            println new P(x: 21).twice()
            println((1..5).collect { it ** 2 }.sum())
            new File('out.txt').text = 'hi'
            println "${new File('out.txt').text.size()}"
            """;

    private Programs() {}

    /** Small enough to run with every build. */
    static List<Row> small() {
        return List.of(antlr(), rhino(), clojure(), hsqldb(), sat4j(), descriptors(), modular(), unsafe());
    }

    /** The rest of the shelf. */
    static List<Row> large() {
        return List.of(
                ecj(),
                h2(),
                lucene(),
                jruby(),
                jython(),
                groovy(),
                saxon(),
                checkstyle(),
                plantUml(),
                pmd(),
                felix(),
                ServersAndTools.h2Server(),
                ServersAndTools.tomcat(),
                ServersAndTools.tools(),
                ServersAndTools.javadoc());
    }

    /** What programs with a shell of their own do: the three streams by their descriptors. */
    private static Row descriptors() {
        return Row.of("descriptors")
                .classes(Descriptors.class)
                .feed("abcdefghi\nline two\nrest of it\nmore\n", Descriptors.class.getName());
    }

    /** Defines named modules itself, as OSGi and plug-in systems do. */
    private static Row modular() {
        return Row.of("modular").classes(Modular.class).run(Modular.class.getName());
    }

    private static Row unsafe() {
        return Row.of("unsafe")
                .classes(OwnUnsafe.class)
                .run(OwnUnsafe.class.getName())
                .withoutJvmWarnings();
    }

    static Row antlr() {
        return Row.of("antlr", "org.antlr:antlr4:jar:complete:4.13.2")
                .alone()
                .file("Expr.g4", GRAMMAR)
                .file("Bad.g4", "grammar Bad; a: b ; \n")
                .run("org.antlr.v4.Tool", "-visitor", "Expr.g4")
                .run("org.antlr.v4.Tool", "Bad.g4")
                .run("org.antlr.v4.Tool");
    }

    private static Row rhino() {
        return Row.of("rhino", "org.mozilla:rhino-all:1.9.1")
                .alone()
                .file("a.js", "var s = 0; for (var i = 0; i < 100000; i++) { s += i % 7; } print(s, arguments);")
                .run(
                        "org.mozilla.javascript.tools.shell.Main",
                        "-e",
                        "print([1,2,3].map(x => x * x).join('+')); var m = new java.util.TreeMap(); m.put('a', 1); print(m)")
                .run("org.mozilla.javascript.tools.shell.Main", "a.js", "one", "two")
                .run("org.mozilla.javascript.tools.shell.Main", "-e", "undefined.x")
                .run("org.mozilla.javascript.tools.shell.Main", "-e", "java.lang.System.exit(3)");
    }

    private static Row clojure() {
        return Row.of("clojure", "org.clojure:clojure:1.12.6")
                .run(
                        "clojure.main",
                        "-e",
                        "(require '[clojure.string :as s]) (defn f [n] (reduce + (map #(* % %) (range n))))"
                                + " (println (f 1000) (s/upper-case \"abc\") (pmap inc [1 2 3]))"
                                + " (defrecord P [x y]) (prn (->P 1 2)) (shutdown-agents)")
                .run("clojure.main", "-e", "(/ 1 0)")
                .differs("name of a temporary file", "/tmp/clojure-\\d+\\.edn");
    }

    static Row hsqldb() {
        return Row.of("hsqldb", "org.hsqldb:hsqldb:2.7.4", "org.hsqldb:sqltool:2.7.4")
                .file("a.sql", """
                        create table t (id int primary key, name varchar(20));
                        insert into t values (1, 'one'), (2, 'two'), (3, 'three');
                        commit;
                        select name, id * 2 from t order by name;
                        \\q
                        """)
                .run("org.hsqldb.cmdline.SqlTool", "--inlineRc=url=jdbc:hsqldb:mem:m,user=SA,password=", "a.sql")
                .run(
                        "org.hsqldb.cmdline.SqlTool",
                        "--inlineRc=url=jdbc:hsqldb:file:db/d;shutdown=true,user=SA,password=",
                        "a.sql")
                .filesDiffer("time of the run", "db/.*");
    }

    private static Row sat4j() {
        return Row.of("sat4j", "org.ow2.sat4j:org.ow2.sat4j.core:2.3.6")
                .file("a.cnf", "p cnf 3 4\n1 2 0\n-1 3 0\n-2 -3 0\n1 -3 0\n")
                .run("org.sat4j.BasicLauncher", "a.cnf")
                .differs("times", "(?m)^c .*$");
    }

    private static Row ecj() {
        return Row.of("ecj", "org.eclipse.jdt:ecj:3.46.100")
                .unpack(LANG_SOURCES, "src")
                .file("Bad.java", "class Bad { int x = \"\"; }")
                .run("org.eclipse.jdt.internal.compiler.batch.Main", "-nowarn", "-21", "-d", "classes", "src")
                .run("org.eclipse.jdt.internal.compiler.batch.Main", "-21", "-d", "none", "Bad.java");
    }

    private static Row h2() {
        return Row.of("h2", "com.h2database:h2:2.5.252")
                .file("a.sql", """
                        create table t (id int primary key, name varchar(20));
                        insert into t select x, 'n' || x from system_range(1, 1000);
                        """)
                .run("org.h2.tools.RunScript", "-url", "jdbc:h2:./db/d", "-user", "sa", "-script", "a.sql")
                .run(
                        "org.h2.tools.Shell",
                        "-url",
                        "jdbc:h2:./db/d",
                        "-user",
                        "sa",
                        "-sql",
                        "select count(*), sum(id), max(name) from t")
                .run("org.h2.tools.Script", "-url", "jdbc:h2:./db/d", "-user", "sa", "-script", "b.sql")
                .run("org.h2.tools.Shell", "-url", "jdbc:h2:./db/d", "-user", "sa", "-sql", "select nothing")
                .differs("times", "\\(1 row, \\d+ ms\\)")
                .differs("salt of the password", "SALT '[0-9a-f]+' HASH '[0-9a-f]+'")
                .filesDiffer("salt of the password", "b.sql")
                .filesDiffer("times of the run", "db/.*");
    }

    private static Row lucene() {
        return Row.of("lucene", "org.apache.lucene:lucene-demo:10.3.0")
                .unpack(LANG_SOURCES, "src")
                .run("org.apache.lucene.demo.IndexFiles", "-index", "index", "-docs", "src")
                .run("org.apache.lucene.demo.SearchFiles", "-index", "index", "-query", "reflection", "-paging", "5")
                .withoutJvmWarnings()
                .differs("times", "\\d+ total milliseconds|in \\d+ ms")
                .without(
                        "Lucene's word on the native access that it was not granted",
                        "(?m)^.*PosixNativeAccess <clinit>\\R")
                .differs("times of log lines", "(?m)^... \\d+, \\d+ \\d+:.*M ")
                .filesDiffer("identity of the segment", "index/.*");
    }

    private static Row jruby() {
        return Row.of("jruby", "org.jruby:jruby-complete:10.1.1.0")
                .alone()
                .file("a.rb", RUBY)
                .run("org.jruby.Main", "-e", "puts [1, 2, 3].map { |x| x * x }.inspect")
                .run("org.jruby.Main", "a.rb")
                .withoutJvmWarnings();
    }

    private static Row jython() {
        return Row.of("jython", "org.python:jython-standalone:2.7.4")
                .alone()
                .file("a.py", PYTHON)
                .run("org.python.util.jython", "-c", "print sum(x * x for x in range(1000))")
                .run("org.python.util.jython", "a.py")
                .withoutJvmWarnings();
    }

    private static Row groovy() {
        return Row.of("groovy", "org.apache.groovy:groovy:6.0.0")
                .file("a.groovy", GROOVY)
                .run(
                        "groovy.ui.GroovyMain",
                        "-e",
                        "println([1, 2, 3].collect { it * it }); def m = [a: 1]; println m.a")
                .run("groovy.ui.GroovyMain", "a.groovy")
                .run("groovy.ui.GroovyMain", "-e", "throw new IllegalStateException('x')")
                .differs("time of a log line", "(?m)^.* groovy.ui.GroovyMain run$");
    }

    private static Row saxon() {
        return Row.of("saxon", "net.sf.saxon:Saxon-HE:13.1")
                .file("a.xml", "<a><b n='1'/><b n='2'/></a>")
                .file(
                        "a.xsl",
                        "<xsl:stylesheet version='3.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
                                + "<xsl:template match='/'><sum><xsl:value-of select='sum(//@n)'/></sum></xsl:template>"
                                + "</xsl:stylesheet>")
                .run("net.sf.saxon.Transform", "-s:a.xml", "-xsl:a.xsl", "-o:out.xml")
                .run("net.sf.saxon.Query", "-qs:for $i in 1 to 5 return $i * $i")
                .run("net.sf.saxon.Query", "-qs:1 + 'a'");
    }

    private static Row checkstyle() {
        return Row.of("checkstyle", "com.puppycrawl.tools:checkstyle:14.4.0")
                .file("A.java", "class a {\n\tint X=1;\n void F( ){ if (true) return; }\n}\n")
                .run("com.puppycrawl.tools.checkstyle.Main", "-c", "/sun_checks.xml", "A.java")
                .run("com.puppycrawl.tools.checkstyle.Main", "-c", "/google_checks.xml", "A.java")
                .run("com.puppycrawl.tools.checkstyle.Main", "-t", "A.java");
    }

    private static Row plantUml() {
        return Row.of("plantuml", "net.sourceforge.plantuml:plantuml:1.2026.6")
                .alone()
                .file("a.puml", "@startuml\nAlice -> Bob: hello\nBob --> Alice: hi\n@enduml\n")
                .run("net.sourceforge.plantuml.Run", "-tpng", "a.puml")
                .run("net.sourceforge.plantuml.Run", "-tsvg", "a.puml")
                .run("net.sourceforge.plantuml.Run", "-ttxt", "a.puml");
    }

    private static Row pmd() {
        return Row.of("pmd", "net.sourceforge.pmd:pmd-cli:7.15.0", "net.sourceforge.pmd:pmd-java:7.15.0")
                .file("A.java", "class A { void f() { int unused = 1; if (true) { } } }\n")
                .run(
                        "net.sourceforge.pmd.cli.PmdCli",
                        "check",
                        "--no-progress",
                        "--no-cache",
                        "-d",
                        "A.java",
                        "-R",
                        "rulesets/java/quickstart.xml");
    }

    /** OSGi: a framework that installs bundles from a folder, with a shell on {@code FileDescriptor.in}. */
    private static Row felix() {
        String group = "org.apache.felix:org.apache.felix.";
        return Row.of("felix", group + "main:7.0.5")
                .copy(group + "gogo.command:1.1.2", "bundle/command.jar")
                .copy(group + "gogo.runtime:1.1.6", "bundle/runtime.jar")
                .copy(group + "gogo.shell:1.1.4", "bundle/shell.jar")
                .property("felix.auto.deploy.action", "install,start")
                .property("gosh.args", "--noshutdown")
                .feed(
                        "felix:lb\nfelix:headers 1\neach [1 2 3] { echo $it }\nnosuch:command\nexit 0\n",
                        "org.apache.felix.main.Main",
                        "-b",
                        "bundle",
                        "cache")
                .withoutJvmWarnings()
                .without(
                        "Felix's traces when it may not force the JDK's private fields open with Unsafe",
                        "(?m)^java.lang.reflect.InaccessibleObjectException: .* accessible: .*\\R(\\tat .*\\R)*")
                .without(
                        "whether the shell still speaks at its end is a race",
                        "\\R*(g! )?(gosh: stopping shell)?\\R*\\z")
                .filesDiffer("times of the run", "cache/bundle\\d+/bundle.info");
    }
}
