package guest;

import java.util.ServiceLoader;
import java.util.spi.ToolProvider;
import javax.tools.JavaCompiler;

/** Calls the tools of the JDK by their services; tells whose they are. */
public final class Tools {
    public static void main(String[] args) throws Exception {
        JavaCompiler compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
        System.out.println(compiler.getClass().getModule() + " "
                + (compiler.getClass().getClassLoader() == ClassLoader.getSystemClassLoader()));
        System.out.println(compiler.run(null, System.out, System.err, "-d", "compiled", args[0]));
        System.out.println(compiler.run(null, System.out, System.err, "Missing.java"));
        ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", "b.jar", "-C", "compiled", ".");
        ToolProvider.findFirst("javap").orElseThrow().run(System.out, System.err, "-cp", "compiled", "Run");
        ServiceLoader.load(ToolProvider.class).stream()
                .map(p -> p.type().getModule() + " " + p.type().getName())
                .sorted()
                .forEach(System.out::println);
        System.out.println(Class.forName("com.sun.source.tree.Tree").getModule());
        System.out.println(Tools.class.getResource("/com/sun/source/tree/Tree.class"));
        System.out.println(ClassLoader.getSystemClassLoader().getName()
                + (ClassLoader.getSystemClassLoader().getParent() == ClassLoader.getPlatformClassLoader()));
    }
}
