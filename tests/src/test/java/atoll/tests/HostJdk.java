package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Security;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.naming.spi.NamingManager;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/** The JDK as the host finds it after a hostile program was there first: nothing of the program's in it. */
final class HostJdk {
    private HostJdk() {}

    static void descriptors() {
        assertTrue(FileDescriptor.in.valid());
        assertTrue(FileDescriptor.out.valid());
        assertTrue(FileDescriptor.err.valid());
    }

    static void zones() {
        String zone = String.join("/", "Hostile", "Zone");
        assertThrows(DateTimeException.class, () -> ZoneId.of(zone));
        assertFalse(ZoneId.getAvailableZoneIds().contains(zone));
    }

    static void charsets() {
        assertFalse(Charset.isSupported("x-hostile"));
    }

    static void fileSystems() {
        for (FileSystemProvider provider : FileSystemProvider.installedProviders()) {
            assertOfJdk(provider);
        }
    }

    static void resolver() throws Exception {
        InetAddress.getAllByName("localhost");
        assertThrows(IOException.class, () -> InetAddress.getAllByName("unknown.invalid"));
    }

    static void logger() {
        System.getLogger("host").log(System.Logger.Level.DEBUG, "of the host");
    }

    static void random() throws Exception {
        assertOfJdk(new SecureRandom().getProvider());
        assertEquals(4, UUID.randomUUID().version());
        Path file = Files.createTempFile("host", "");
        Files.delete(file);
        java.security.KeyPairGenerator.getInstance("EC").generateKeyPair();
        digest();
    }

    static void digest() throws Exception {
        assertEquals(
                "d41d8cd98f00b204e9800998ecf8427e",
                HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest()));
    }

    static void securityProperties() {
        assertEquals("pkcs12", Security.getProperty("keystore.type"));
        assertOfJdk(SSLSocketFactory.getDefault());
    }

    static void urls() {
        assertThrows(MalformedURLException.class, () -> URI.create("hostile:x").toURL());
    }

    static void jars() throws Exception {
        URL url = URI.create("jar:file:/hostile.jar!/a").toURL();
        assertThrows(IOException.class, () -> url.openStream().close());
    }

    static void naming() {
        assertFalse(NamingManager.hasInitialContextFactoryBuilder());
    }

    static void https() {
        assertOfJdk(HttpsURLConnection.getDefaultHostnameVerifier());
        assertOfJdk(HttpsURLConnection.getDefaultSSLSocketFactory());
    }

    static void http() throws Exception {
        URL url = URI.create("http://127.0.0.1:1/").toURL();
        assertThrows(IOException.class, () -> url.openStream().close());
    }

    static void httpServer() throws Exception {
        com.sun.net.httpserver.HttpServer.create().stop(0);
    }

    static void beans() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        assertFalse(server.isRegistered(new ObjectName("hostile:type=bean")));
        for (MBeanServer one : MBeanServerFactory.findMBeanServer(null)) {
            assertFalse(one.getDefaultDomain().equals("hostile"));
        }
    }

    @SuppressWarnings("removal")
    static void collected() throws Exception {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Runtime.getRuntime().runFinalization();
        }
        assertNull(System.getProperty("hostile"));
    }

    static void images() {
        IIORegistry.getDefaultInstance()
                .getServiceProviders(ImageReaderSpi.class, false)
                .forEachRemaining(HostJdk::assertOfJdk);
    }

    static void locales() {
        assertEquals(
                "1", NumberFormat.getInstance(Locale.forLanguageTag("en-AU")).format(1));
        assertEquals(2, Currency.getInstance("EUR").getDefaultFractionDigits());
    }

    /** All of it, once more, when all hostile programs have been there. */
    static void all() throws Exception {
        zones();
        charsets();
        fileSystems();
        resolver();
        logger();
        random();
        securityProperties();
        urls();
        jars();
        naming();
        https();
        http();
        beans();
        collected();
        images();
        locales();
    }

    private static void assertOfJdk(Object o) {
        ClassLoader loader = o.getClass().getClassLoader();
        assertFalse(o.getClass().getName().startsWith("guest."), o.getClass() + " of " + loader);
    }
}
