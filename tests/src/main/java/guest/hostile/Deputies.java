package guest.hostile;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/** Category 4: JDK classes that call on one's behalf. */
public final class Deputies {
    private static final String SECRET = System.getProperty("secret");

    private static final Map<String, Attempt> ATTEMPTS = Map.ofEntries(
            Map.entry("statement", () -> {
                new java.beans.Statement(Runtime.getRuntime(), "exec", new Object[] {"/bin/true"}).execute();
                return Attempt.ESCAPED;
            }),
            Map.entry(
                    "expression",
                    () -> Attempt.ESCAPED
                            + new java.beans.Expression(Class.class, "forName", new Object[] {"atoll.kernel.Kernel"})
                                    .getValue()),
            Map.entry("load", () -> {
                new java.beans.Statement(System.class, "load", new Object[] {"/lib/x86_64-linux-gnu/libm.so.6"})
                        .execute();
                return Attempt.ESCAPED;
            }),
            Map.entry("xmlDecoder", Deputies::xmlDecoder),
            Map.entry("eventHandler", () -> {
                Runnable run = java.beans.EventHandler.create(Runnable.class, Runtime.getRuntime(), "exec", "");
                run.run();
                return Attempt.ESCAPED;
            }),
            Map.entry("mbean", Deputies::mbean),
            Map.entry("mbeanServers", () -> {
                MBeanServerFactory.createMBeanServer("hostile");
                return "made";
            }),
            Map.entry("script", () -> {
                Object engine = new javax.script.ScriptEngineManager().getEngineByName("javascript");
                return engine == null ? "no engine" : Attempt.ESCAPED + engine;
            }),
            Map.entry("jshell", Deputies::jshell),
            Map.entry("compiler", Deputies::compiler),
            Map.entry("xslt", Deputies::xslt),
            Map.entry("xxe", Deputies::xxe),
            Map.entry("logConfig", Deputies::logConfig),
            Map.entry("preferences", Deputies::preferences),
            Map.entry("resourceBundle", Deputies::resourceBundle),
            Map.entry("tool", () -> {
                int status = java.util.spi.ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(System.out, System.err, "--list", "--file", SECRET);
                return status == 0 ? Attempt.ESCAPED : "failed";
            }),
            Map.entry("scanner", () -> Attempt.ESCAPED + new java.util.Scanner(new java.io.File(SECRET)).next()),
            Map.entry("services", () -> {
                long kernel = ServiceLoader.load(
                                java.nio.file.spi.FileSystemProvider.class,
                                ClassLoader.getSystemClassLoader().getParent())
                        .stream()
                        .filter(p -> p.type().getName().startsWith("atoll."))
                        .count();
                return kernel == 0 ? "none of the kernel" : Attempt.ESCAPED + kernel;
            }));

    private Deputies() {}

    private static Object xmlDecoder() {
        String xml = "<java><object class=\"java.lang.ProcessBuilder\"><array class=\"java.lang.String\" length=\"1\">"
                + "<void index=\"0\"><string>/bin/true</string></void></array><void method=\"start\"/></object></java>";
        Throwable[] failure = {null};
        var decoder = new java.beans.XMLDecoder(
                new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), null, e -> failure[0] = e);
        Object made = decoder.readObject();
        if (failure[0] == null) {
            return Attempt.ESCAPED + made;
        }
        throw new IllegalStateException(failure[0]);
    }

    private static Object mbean() throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        ObjectName name = new ObjectName("hostile:type=loader");
        server.createMBean("javax.management.loading.MLet", name);
        return Attempt.ESCAPED + server.instantiate("atoll.kernel.Kernel");
    }

    private static Object jshell() {
        try (var shell = jdk.jshell.JShell.builder().executionEngine("local").build()) {
            var events = shell.eval("Runtime.getRuntime().exec(\"/bin/true\")");
            var event = events.get(0);
            if (event.exception() == null) {
                return Attempt.ESCAPED + event.value();
            }
            throw new IllegalStateException(event.exception());
        }
    }

    private static Object compiler() {
        var compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(null, null, System.err, "-d", "/tmp", SECRET);
        return status == 0 ? Attempt.ESCAPED : "failed";
    }

    private static Object xslt() throws Exception {
        String sheet = "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
                + "xmlns:rt='http://xml.apache.org/xalan/java/java.lang.Runtime'><xsl:template match='/'>"
                + "<xsl:variable name='r' select='rt:getRuntime()'/>"
                + "<xsl:value-of select=\"rt:exec($r, '/bin/true')\"/></xsl:template></xsl:stylesheet>";
        TransformerFactory factory = TransformerFactory.newInstance();
        factory.setAttribute("jdk.xml.enableExtensionFunctions", "true");
        StringWriter out = new StringWriter();
        factory.newTransformer(new StreamSource(new StringReader(sheet)))
                .transform(new StreamSource(new StringReader("<x/>")), new StreamResult(out));
        return Attempt.ESCAPED + out;
    }

    private static Object xxe() throws Exception {
        String xml = "<!DOCTYPE x [<!ENTITY s SYSTEM \"file://" + SECRET + "\">]><x>&s;</x>";
        var document = javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        return Attempt.ESCAPED + document.getDocumentElement().getTextContent();
    }

    private static Object logConfig() throws Exception {
        String config = "handlers=java.util.logging.FileHandler\njava.util.logging.FileHandler.pattern=" + SECRET
                + "\n.level=ALL\n";
        java.util.logging.LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(config.getBytes(StandardCharsets.ISO_8859_1)));
        java.util.logging.Logger.getLogger("x").severe("overwritten");
        return "nothing written";
    }

    private static Object preferences() throws Exception {
        var node = java.util.prefs.Preferences.userRoot().node("hostile");
        node.put("key", "value");
        return "put";
    }

    private static Object resourceBundle() {
        try {
            return Attempt.ESCAPED
                    + java.util.ResourceBundle.getBundle(
                            "atoll.linker.jdk",
                            java.util.Locale.ROOT,
                            ClassLoader.getSystemClassLoader().getParent());
        } catch (java.util.MissingResourceException e) {
            return List.of("nothing there");
        }
    }

    public static void main(String[] args) throws Exception {
        Attempt.main(args, ATTEMPTS);
    }
}
