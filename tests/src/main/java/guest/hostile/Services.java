package guest.hostile;

import java.net.InetAddress;
import java.net.Socket;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.nio.charset.Charset;
import java.nio.charset.spi.CharsetProvider;
import java.security.MessageDigestSpi;
import java.security.Provider;
import java.security.SecureRandomSpi;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStreamImpl;
import javax.net.ssl.SSLSocketFactory;

/** What the JDK may take for its own if nobody stops it; each tells when it runs for someone else. */
public final class Services {
    private Services() {}

    public static final class Zones extends ZoneRulesProvider {
        @Override
        protected Set<String> provideZoneIds() {
            Attempt.ran("zones");
            return Set.of("Hostile/Zone");
        }

        @Override
        protected ZoneRules provideRules(String zone, boolean caching) {
            Attempt.ran("zones");
            return ZoneRules.of(ZoneOffset.UTC);
        }

        @Override
        protected NavigableMap<String, ZoneRules> provideVersions(String zone) {
            return new TreeMap<>();
        }
    }

    public static final class Charsets extends CharsetProvider {
        @Override
        public Iterator<Charset> charsets() {
            Attempt.ran("charsets");
            return Collections.emptyIterator();
        }

        @Override
        public Charset charsetForName(String name) {
            Attempt.ran("charsets");
            return name.equals("x-hostile") ? new Hostile() : null;
        }
    }

    private static final class Hostile extends Charset {
        Hostile() {
            super("x-hostile", new String[0]);
        }

        @Override
        public boolean contains(Charset other) {
            return false;
        }

        @Override
        public java.nio.charset.CharsetDecoder newDecoder() {
            Attempt.ran("charset");
            return java.nio.charset.StandardCharsets.UTF_8.newDecoder();
        }

        @Override
        public java.nio.charset.CharsetEncoder newEncoder() {
            Attempt.ran("charset");
            return java.nio.charset.StandardCharsets.UTF_8.newEncoder();
        }
    }

    public static final class Resolvers extends InetAddressResolverProvider {
        @Override
        public InetAddressResolver get(Configuration configuration) {
            Attempt.ran("resolver");
            InetAddressResolver builtin = configuration.builtinResolver();
            return new InetAddressResolver() {
                @Override
                public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                        throws java.net.UnknownHostException {
                    Attempt.ran("resolver");
                    return builtin.lookupByName(host, policy);
                }

                @Override
                public String lookupByAddress(byte[] address) throws java.net.UnknownHostException {
                    Attempt.ran("resolver");
                    return builtin.lookupByAddress(address);
                }
            };
        }

        @Override
        public String name() {
            return "hostile";
        }
    }

    public static final class Finder extends System.LoggerFinder {
        @Override
        public System.Logger getLogger(String name, Module module) {
            Attempt.ran("finder");
            return new System.Logger() {
                @Override
                public String getName() {
                    return name;
                }

                @Override
                public boolean isLoggable(Level level) {
                    Attempt.ran("finder");
                    return true;
                }

                @Override
                public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
                    Attempt.ran("finder");
                }

                @Override
                public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
                    Attempt.ran("finder");
                }
            };
        }
    }

    public static final class Evil extends Provider {
        private static final long serialVersionUID = 1L;

        public Evil() {
            super("Evil", "1", "");
            put("SecureRandom.Evil", Random.class.getName());
            put("MessageDigest.MD5", Digest.class.getName());
        }
    }

    public static final class Random extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        private int count;

        @Override
        protected void engineSetSeed(byte[] seed) {}

        @Override
        protected void engineNextBytes(byte[] bytes) {
            Attempt.ran("random");
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (count++ >> i);
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int count) {
            return new byte[count];
        }
    }

    public static final class Digest extends MessageDigestSpi {
        @Override
        protected void engineUpdate(byte input) {
            Attempt.ran("digest");
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            Attempt.ran("digest");
        }

        @Override
        protected byte[] engineDigest() {
            Attempt.ran("digest");
            return new byte[16];
        }

        @Override
        protected void engineReset() {}
    }

    public static final class Sockets extends SSLSocketFactory {
        public Sockets() {
            Attempt.ran("sockets");
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return new String[0];
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return new String[0];
        }

        @Override
        public Socket createSocket(Socket s, String host, int port, boolean close) {
            return s;
        }

        @Override
        public Socket createSocket(String host, int port) {
            return new Socket();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            return new Socket();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            return new Socket();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            return new Socket();
        }
    }

    /** Its superclass has a finalizer that closes. */
    public static final class Dropped extends ImageInputStreamImpl {
        @Override
        public int read() {
            return -1;
        }

        @Override
        public int read(byte[] b, int offset, int length) {
            return -1;
        }

        @Override
        public void close() {
            Attempt.ran("finalizer");
        }
    }

    public static final class Images extends ImageReaderSpi {
        public Images() {
            super(
                    "hostile",
                    "1",
                    new String[] {"hostile"},
                    null,
                    null,
                    "x",
                    new Class<?>[] {Object.class},
                    null,
                    false,
                    null,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    null);
        }

        @Override
        public boolean canDecodeInput(Object source) {
            Attempt.ran("images");
            return false;
        }

        @Override
        public ImageReader createReaderInstance(Object extension) {
            return null;
        }

        @Override
        public String getDescription(Locale locale) {
            return "hostile";
        }
    }

    public static final class Listening extends Handler {
        @Override
        public void publish(LogRecord entry) {
            Attempt.ran("logger");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Asked for a value whenever its thread makes another, also for the JDK. */
    public static final class Inherited extends InheritableThreadLocal<Object> {
        @Override
        protected Object childValue(Object value) {
            Attempt.ran("inherited");
            return value;
        }
    }

    public interface BeanMBean {
        List<String> getNames();
    }

    public static final class Bean implements BeanMBean {
        @Override
        public List<String> getNames() {
            Attempt.ran("bean");
            return List.of();
        }
    }
}
