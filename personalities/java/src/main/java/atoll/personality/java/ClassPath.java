package atoll.personality.java;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own class path: it opens jars as they are needed and follows their manifests. Used while classes are looked
 * up, so no lambda and no string concatenation here.
 */
final class ClassPath {
    private static final MethodHandle MAKE;
    private static final MethodHandle GET;
    private static final MethodHandle FIND;
    private static final MethodHandle FIND_ALL;
    private static final MethodHandle CLOSE;
    private static final MethodHandle BYTES;
    private static final MethodHandle STREAM;
    private static final MethodHandle MANIFEST;
    private static final MethodHandle PLACE;
    private static final MethodHandle SIGNERS;

    static {
        try {
            Class<?> path = Class.forName("jdk.internal.loader.URLClassPath");
            Class<?> resource = Class.forName("jdk.internal.loader.Resource");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(path, MethodHandles.lookup());
            MAKE = generic(lookup.findConstructor(path, MethodType.methodType(void.class, URL[].class)));
            GET = generic(lookup.findVirtual(path, "getResource", MethodType.methodType(resource, String.class)));
            FIND = generic(lookup.findVirtual(path, "findResource", MethodType.methodType(URL.class, String.class)));
            FIND_ALL = generic(
                    lookup.findVirtual(path, "findResources", MethodType.methodType(Enumeration.class, String.class)));
            CLOSE = generic(lookup.findVirtual(path, "closeLoaders", MethodType.methodType(List.class)));
            BYTES = generic(lookup.findVirtual(resource, "getBytes", MethodType.methodType(byte[].class)));
            STREAM = generic(lookup.findVirtual(resource, "getInputStream", MethodType.methodType(InputStream.class)));
            MANIFEST = generic(lookup.findVirtual(resource, "getManifest", MethodType.methodType(Manifest.class)));
            PLACE = generic(lookup.findVirtual(resource, "getCodeSourceURL", MethodType.methodType(URL.class)));
            SIGNERS =
                    generic(lookup.findVirtual(resource, "getCodeSigners", MethodType.methodType(CodeSigner[].class)));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Object path;
    private final int size;

    /** Where the program's classes are, as the process sees that. */
    static URL[] urls(Program program, Grants grants) {
        List<Path> entries = program.classPath();
        URL[] urls = new URL[entries.size()];
        for (int i = 0; i < urls.length; i++) {
            Path entry = entries.get(i);
            boolean folder = Files.isDirectory(grants.onHost(entry));
            String text = entry.toUri().toString();
            try {
                urls[i] = URI.create(folder && !text.endsWith("/") ? text + "/" : text)
                        .toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
        return urls;
    }

    ClassPath(URL[] urls) {
        size = urls.length;
        try {
            path = MAKE.invokeExact((Object) urls);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static MethodHandle generic(MethodHandle handle) {
        return handle.asType(handle.type().generic());
    }

    /** Entries at the start; manifests may have added more. */
    int size() {
        return size;
    }

    /** The first resource of that name, for the methods below; null when there is none. */
    @Nullable Object get(String name) {
        try {
            return GET.invokeExact(path, (Object) name);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Nullable URL find(String name) {
        try {
            Object url = FIND.invokeExact(path, (Object) name);
            return (URL) url;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    Enumeration<URL> findAll(String name) {
        try {
            Object all = FIND_ALL.invokeExact(path, (Object) name);
            @SuppressWarnings("unchecked")
            Enumeration<URL> urls = (Enumeration<URL>) all;
            return urls;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Closes all jars; what went wrong is returned. */
    List<?> close() {
        try {
            Object failures = CLOSE.invokeExact(path);
            return failures == null ? Collections.emptyList() : (List<?>) failures;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static byte[] bytes(Object resource) throws IOException {
        try {
            Object result = BYTES.invokeExact(resource);
            return (byte[]) result;
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static InputStream stream(Object resource) throws IOException {
        try {
            Object result = STREAM.invokeExact(resource);
            return (InputStream) result;
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static @Nullable Manifest manifest(Object resource) throws IOException {
        try {
            Object result = MANIFEST.invokeExact(resource);
            return (Manifest) result;
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static URL place(Object resource) {
        try {
            Object result = PLACE.invokeExact(resource);
            return (URL) result;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static CodeSigner @Nullable [] signers(Object resource) {
        try {
            Object result = SIGNERS.invokeExact(resource);
            return (CodeSigner[]) result;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static RuntimeException unexpected(Throwable e) {
        return Refusal.<RuntimeException>sneak(e);
    }
}
