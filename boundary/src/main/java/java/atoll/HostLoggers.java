package java.atoll;

/**
 * Finds the JVM's finder of loggers when it is initialised, which is on a thread of the host: its loggers stay in statics
 * of the JDK, and the host's own code calls them.
 */
final class HostLoggers {
    static {
        System.LoggerFinder.getLoggerFinder();
    }

    private HostLoggers() {}
}
