package atoll.personality.java;

import atoll.linker.MemberTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which classes outside its own loaders a process can see: those of the JDK's modules, less the denied ones. Everything
 * else on the host (kernel, host application, boundary) is unknown, and unknown means no.
 *
 * <p>{@link #test} is asked while classes are looked up, so it must not itself link anything: no lambda, no string
 * concatenation.
 */
final class Visible {
    private final Set<String> packages = new HashSet<>();

    Visible(MemberTable table) {
        for (Module module : ModuleLayer.boot().modules()) {
            // What the application loader has are tools: see ToolModules.
            if (isJdk(module.getName()) && module.getClassLoader() != ClassLoader.getSystemClassLoader()) {
                packages.addAll(module.getPackages());
            }
        }
        packages.removeIf(name -> isDenied(table.denied(), name));
    }

    private static boolean isJdk(String module) {
        return module.startsWith("java.") || module.startsWith("jdk.");
    }

    private static boolean isDenied(List<String> denied, String name) {
        for (String line : denied) {
            String prefix = line.substring(0, line.length() - 2);
            if (name.equals(prefix) || name.startsWith(prefix + ".")) {
                return true;
            }
        }
        return false;
    }

    boolean test(String className) {
        int dot = className.lastIndexOf('.');
        if (dot < 0) {
            return false;
        }
        String name = className.substring(0, dot);
        if (name.equals("java.atoll")) {
            return boundary(className.substring(dot + 1));
        }
        return packages.contains(name);
    }

    /** Slots, and the entry points that rewritten code and woven classes of the platform loader must resolve. */
    private static boolean boundary(String simple) {
        return simple.equals("Sys")
                || simple.equals("Own")
                || simple.length() == 4 && simple.charAt(0) == 'S' && !simple.equals("Slot");
    }
}
