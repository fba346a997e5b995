package java.atoll;

import java.util.TreeMap;
import java.util.prefs.AbstractPreferences;
import java.util.prefs.Preferences;
import java.util.prefs.PreferencesFactory;

/** Preferences of one process, in memory: they go with its private file tree. */
final class OwnPreferences extends AbstractPreferences {
    private final TreeMap<String, String> values = new TreeMap<>();
    private final TreeMap<String, OwnPreferences> children = new TreeMap<>();

    private OwnPreferences(AbstractPreferences parent, String name) {
        super(parent, name);
        newNode = true;
    }

    /** The two roots of one process. */
    static final class Factory implements PreferencesFactory {
        private final Preferences user = new OwnPreferences(null, "");
        private final Preferences system = new OwnPreferences(null, "");

        @Override
        public Preferences systemRoot() {
            return system;
        }

        @Override
        public Preferences userRoot() {
            return user;
        }
    }

    // AbstractPreferences calls these with its node lock held.

    @Override
    protected void putSpi(String key, String value) {
        values.put(key, value);
    }

    @Override
    protected String getSpi(String key) {
        return values.get(key);
    }

    @Override
    protected void removeSpi(String key) {
        values.remove(key);
    }

    @Override
    protected void removeNodeSpi() {
        if (parent() instanceof OwnPreferences parent) {
            parent.children.remove(name());
        }
    }

    @Override
    protected String[] keysSpi() {
        return values.keySet().toArray(String[]::new);
    }

    @Override
    protected String[] childrenNamesSpi() {
        return children.keySet().toArray(String[]::new);
    }

    @Override
    protected AbstractPreferences childSpi(String name) {
        return children.computeIfAbsent(name, n -> new OwnPreferences(this, n));
    }

    @Override
    protected void syncSpi() {
        // There is no store to compare with.
    }

    @Override
    protected void flushSpi() {
        // There is no store to write to.
    }
}
