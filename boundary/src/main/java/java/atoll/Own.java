package java.atoll;

/**
 * Statics of the JDK that each process has for itself. The linker weaves {@link #get} behind every read and {@link #put}
 * before every write of the fields named by the {@code own} lines of the member table; the name there is a constant here.
 */
public final class Own {
    public static final int PROPERTIES = 0;
    public static final int UNCAUGHT_HANDLER = 1;
    public static final int LOCALE = 2;
    public static final int DISPLAY_LOCALE = 3;
    public static final int FORMAT_LOCALE = 4;
    public static final int TIME_ZONE = 5;
    public static final int AUTHENTICATOR = 6;
    public static final int PROXY_SELECTOR = 7;
    public static final int COOKIE_HANDLER = 8;
    public static final int RESPONSE_CACHE = 9;
    public static final int URL_FACTORY = 10;
    public static final int URL_HANDLERS = 11;
    public static final int CONTENT_FACTORY = 12;
    public static final int CONTENT_HANDLERS = 13;
    public static final int FILE_NAME_MAP = 14;
    public static final int COMMON_POOL = 15;
    public static final int ASYNC_POOL = 16;
    public static final int SHUTDOWN_HOOKS = 17;
    public static final int DELETE_ON_EXIT = 18;
    public static final int SYSTEM_LOADER = 19;
    public static final int DRIVERS = 20;
    public static final int DRIVER_LOG = 21;
    public static final int DRIVER_STREAM = 22;
    public static final int LOG_MANAGER = 23;
    public static final int SECURITY_PROVIDERS = 24;
    public static final int INNOCUOUS_GROUP = 25;
    public static final int VIRTUAL_GROUP = 26;
    public static final int CONSOLE = 27;
    public static final int SSL_CONTEXT = 28;
    public static final int SECURITY_PROPERTIES = 29;
    public static final int MBEAN_SERVER = 30;
    public static final int GLOBAL_LOGGER = 31;
    public static final int SSL_FACTORY = 32;
    public static final int HOST_VERIFIER = 33;
    public static final int INPUT_FILTER = 34;
    public static final int SOCKET_FACTORY = 35;
    public static final int SERVER_SOCKET_FACTORY = 36;
    public static final int DATAGRAM_FACTORY = 37;
    public static final int MBEAN_SERVERS = 38;

    public static final int HTTP_KEPT = 39;
    public static final int HTTP_DRAIN = 40;
    public static final int HTTP_DRAINER = 41;
    public static final int HTTP_LOGINS = 42;
    public static final int CHANNEL_GROUP = 43;
    public static final int CHANNEL_POOL = 44;
    public static final int FILE_POOL = 45;
    public static final int LOGIN_TIMEOUT = 46;
    public static final int USE_CACHES = 47;
    public static final int ASK_USER = 48;
    public static final int CACHING = 49;
    public static final int FOLLOW_REDIRECTS = 50;
    public static final int INPUT_FILTER_FACTORY = 51;
    public static final int STDIN_READER = 52;
    public static final int PREFERENCES = 53;
    public static final int POOL_NUMBER = 54;
    public static final int TIMER_NUMBER = 55;
    public static final int TEMP_PATH = 56;

    // Registries and caches.
    public static final int ZONE_PROVIDERS = 57;
    public static final int ZONES = 58;
    public static final int ZONE_IDS = 59;
    public static final int CHARSET_CACHE_1 = 60;
    public static final int CHARSET_CACHE_2 = 61;
    public static final int INSTALLED_PROVIDERS = 62;
    public static final int RESOLVER = 63;
    public static final int ADDRESSES = 64;
    public static final int ADDRESS_EXPIRY = 65;
    public static final int PROVIDER_LOADER = 66;
    public static final int RANDOM_OF_CRYPTO = 67;
    public static final int RANDOM_DEFAULT = 68;
    public static final int RANDOM_OF_UUID = 69;
    public static final int RANDOM_OF_TEMP_FILES = 70;
    public static final int RANDOM_OF_TEMP_FOLDER = 71;
    public static final int SSL_DEFAULT = 72;
    public static final int SSL_KEY_MANAGERS = 73;
    public static final int SSL_TRUST_MANAGERS = 74;
    public static final int SSL_CLIENT_FACTORY = 75;
    public static final int SSL_SERVER_FACTORY = 76;
    public static final int JARS = 77;
    public static final int JAR_URLS = 78;
    public static final int NAMING_CONTEXTS = 79;
    public static final int NAMING_OBJECTS = 80;
    public static final int APP_CONTEXT = 81;
    public static final int APP_CONTEXTS = 82;
    public static final int PREFERENCE_EVENTS = 83;
    public static final int PREFERENCE_EVENT_THREAD = 84;
    public static final int URL_LOCK = 85;
    public static final int TRUST_STORES = 86;
    public static final int APP_CONTEXT_COUNT = 87;

    static final int COUNT = 88;

    /** Stands for null in {@link World#statics}, where null means not yet asked for. */
    private static final Object NULL = new Object();

    private Own() {}

    /** The running process's value of a static whose host value is {@code host}. */
    public static Object get(Object host, int own) {
        World world = Identity.current();
        if (world == null) {
            return host;
        }
        Object mine = world.statics[own];
        if (mine == null) {
            mine = world.initial(own, host);
            if (world.statics[own] == null) {
                world.statics[own] = mine == null ? NULL : mine;
            } else {
                mine = world.statics[own];
            }
        }
        return mine == NULL ? null : mine;
    }

    /** Keeps {@code value} for the running process; false when the host is running and the real field is meant. */
    public static boolean put(Object value, int own) {
        World world = Identity.current();
        if (world == null) {
            return false;
        }
        world.statics[own] = value == null ? NULL : value;
        return true;
    }
}
