package atoll.personality.java.guest;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.ForkJoinPool;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The boundary from inside: a program without any right that reaches for its host, by one way at least of each kind. Prints
 * what it got and should not have. {@code FILE PORT NATIVE}: a file, a listening port and a native library of the host.
 */
public final class Trial {
    /** A property that the host has. */
    public static final String MARK = "atoll.trial";

    private static int tried;

    private Trial() {}

    private interface Attempt {
        @Nullable Object run() throws Throwable;
    }

    public static void main(String[] args) {
        files(args[0]);
        network(Integer.parseInt(args[1]));
        machine(args[2]);
        classes();
        threads();
        statics();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("over")));
        System.out.println("tried " + tried);
        new Thread(Trial::spin).start();
        System.exit(tried);
    }

    private static void refused(Class<? extends Throwable> how, String what, Attempt attempt) {
        tried++;
        try {
            System.out.println(what + " gave " + attempt.run());
        } catch (Throwable e) {
            if (!how.isInstance(e)) {
                System.out.println(what + " threw " + e);
            }
        }
    }

    private static void is(@Nullable Object expected, String what, Attempt attempt) {
        tried++;
        try {
            Object got = attempt.run();
            if (!String.valueOf(expected).equals(String.valueOf(got))) {
                System.out.println(what + " gave " + got);
            }
        } catch (Throwable e) {
            System.out.println(what + " threw " + e);
        }
    }

    private static void files(String name) {
        Path path = Path.of(name);
        refused(FileNotFoundException.class, "FileInputStream", () -> new FileInputStream(name));
        refused(FileNotFoundException.class, "RandomAccessFile", () -> new RandomAccessFile(name, "r"));
        refused(NoSuchFileException.class, "ZipFile", () -> new ZipFile(name));
        refused(NoSuchFileException.class, "Files.readString", () -> Files.readString(path));
        refused(NoSuchFileException.class, "FileChannel", () -> FileChannel.open(path));
        is(false, "File.exists", () -> new File(name).exists());
        is(0, "File.length", () -> new File(name).length());
        is(null, "File.list of /proc", () -> new File("/proc").list());
        is(false, "File.renameTo", () -> new File(name).renameTo(new File(name + "2")));
        is(false, "Files.exists", () -> Files.exists(path));
        refused(IOException.class, "Files.newDirectoryStream", () -> {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"))) {
                return entries;
            }
        });
        // In its own tree: the host looks whether its file has changed.
        is(null, "FileOutputStream", () -> {
            new File(name).getParentFile().mkdirs();
            try (FileOutputStream file = new FileOutputStream(name)) {
                file.write(1);
            }
            return null;
        });
        is(true, "File.delete", () -> new File(name).delete());
    }

    private static void network(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        InetSocketAddress there = new InetSocketAddress(loopback, port);
        refused(IOException.class, "Socket", () -> new Socket(loopback, port));
        refused(IOException.class, "SocketChannel", () -> SocketChannel.open(there));
        refused(IOException.class, "ServerSocket", () -> new ServerSocket(0));
        refused(
                IOException.class,
                "ServerSocketChannel",
                () -> ServerSocketChannel.open().bind(null));
        refused(IOException.class, "DatagramSocket", () -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(new byte[1], 1, there));
                return "sent";
            }
        });
    }

    @SuppressWarnings("restricted") // which is what it tries
    private static void machine(String library) {
        refused(IOException.class, "ProcessBuilder", () -> new ProcessBuilder("/bin/sh", "-c", "exit 0").start());
        refused(IllegalCallerException.class, "System.load", () -> {
            System.load(library);
            return "loaded";
        });
        is(null, "System.getProperty", () -> System.getProperty(MARK));
        is("{}", "System.getenv", System::getenv);
    }

    private static void classes() {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        refused(ClassNotFoundException.class, "Class.forName", () -> Class.forName("atoll.kernel.Kernel"));
        refused(ClassNotFoundException.class, "loadClass", () -> platform.loadClass("java.atoll.Hook"));
        refused(ClassNotFoundException.class, "boot loader", () -> Class.forName("java.atoll.Hook", false, null));
        Class<?> kernels = Thread.currentThread().getThreadGroup().getClass();
        is(0, "getDeclaredConstructors", () -> kernels.getDeclaredConstructors().length);
        is(0, "getDeclaredFields", () -> kernels.getDeclaredFields().length);
        refused(
                IllegalAccessException.class,
                "privateLookupIn",
                () -> MethodHandles.privateLookupIn(kernels, MethodHandles.lookup()));
        refused(
                IllegalAccessException.class,
                "findVirtual",
                () -> MethodHandles.lookup().findVirtual(kernels, "toString", MethodType.methodType(String.class)));
    }

    private static void threads() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        is(null, "ThreadGroup.getParent", group::getParent);
        is(0, "getAllStackTraces", () -> {
            int others = 0;
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                others += thread.getThreadGroup() == group ? 0 : 1;
            }
            return others;
        });
        is(
                true,
                "commonPool",
                () -> ForkJoinPool.commonPool()
                                .submit(() -> Thread.currentThread().getThreadGroup())
                                .get()
                        == group);
    }

    /** What the host has must be as it was; it looks. */
    private static void statics() {
        Locale.setDefault(Locale.of("tlh"));
        TimeZone.setDefault(TimeZone.getTimeZone("Etc/GMT+11"));
        ProxySelector.setDefault(null);
        CookieHandler.setDefault(new CookieManager());
        Authenticator.setDefault(new Authenticator() {});
        System.setProperty(MARK, "changed");
        System.setErr(System.out);
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> {});
    }

    /** Whoever runs on after the exit is ended. */
    private static void spin() {
        while (true) {
            Thread.onSpinWait();
        }
    }
}
