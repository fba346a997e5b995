package atoll.personality.java;

import atoll.personality.java.audit.Audit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The host's environment, as an audited process sees it. */
final class HostEnvironment {
    /** Read while the kernel boots, which loads this class. */
    private static final Map<String, String> HOST = System.getenv();

    private HostEnvironment() {}

    static @Nullable String audited(Audit audit, String name) {
        String value = HOST.get(name);
        if (value != null) {
            audit.option("--env", name.concat("=").concat(value));
        }
        return value;
    }

    static Map<String, String> audited(Audit audit, Map<String, String> given) {
        audit.remark("it looked at the whole environment");
        Map<String, String> all = new LinkedHashMap<>(HOST);
        all.putAll(given);
        return all;
    }
}
