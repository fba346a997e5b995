package atoll.system;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where on this JVM's class path Atoll's own programs are, which it does not load itself. */
public final class OwnJars {
    private static final String JAR = "jar:";

    private OwnJars() {}

    /** The jar or folder that has the class. */
    public static Path ofClass(String className) {
        String file = className.replace('.', '/') + ".class";
        return of(found(file), file);
    }

    /** The jars or folders that have these classes. */
    public static List<Path> ofClasses(List<String> names) {
        List<Path> all = new ArrayList<>();
        names.forEach(each -> all.add(ofClass(each)));
        return all;
    }

    /** A resource of that name. */
    public static URL found(String resource) {
        URL url = OwnJars.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IllegalStateException(resource + " is not on the class path");
        }
        return url;
    }

    /** The jar or folder that has the resource, which was {@link #found} there. */
    public static Path of(URL found, String resource) {
        String url = found.toString();
        return Path.of(URI.create(
                url.startsWith(JAR)
                        ? url.substring(JAR.length(), url.indexOf("!/"))
                        : url.substring(0, url.length() - resource.length())));
    }
}
