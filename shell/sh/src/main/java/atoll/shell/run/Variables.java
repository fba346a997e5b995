package atoll.shell.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The variables of a shell, and those that functions have for themselves. */
public final class Variables {
    /** @param value null when it is only marked, as by {@code export x} */
    record Variable(@Nullable String value, boolean exported, boolean fixed) {}

    private static final Variable NONE = new Variable(null, false, false);

    private final Map<String, Variable> all = new HashMap<>();
    /** What each function that runs has to put back. */
    private final Deque<Map<String, Variable>> locals = new ArrayDeque<>();

    Variables copy() {
        Variables copy = new Variables();
        copy.all.putAll(all);
        for (Map<String, Variable> one : locals) {
            copy.locals.addLast(new HashMap<>(one));
        }
        return copy;
    }

    private Variable variable(String name) {
        return all.getOrDefault(name, NONE);
    }

    public @Nullable String get(String name) {
        return variable(name).value;
    }

    public boolean isFixed(String name) {
        return variable(name).fixed;
    }

    public boolean isExported(String name) {
        return variable(name).exported;
    }

    public void set(String name, String value) {
        Variable before = variable(name);
        if (before.fixed) {
            throw new ShellError(0, name + ": is read only");
        }
        all.put(name, new Variable(value, before.exported, false));
    }

    public void export(String name, boolean exported) {
        Variable before = variable(name);
        all.put(name, new Variable(before.value, exported, before.fixed));
    }

    public void fix(String name) {
        Variable before = variable(name);
        all.put(name, new Variable(before.value, before.exported, true));
    }

    public void unset(String name) {
        if (variable(name).fixed) {
            throw new ShellError(0, name + ": is read only");
        }
        all.remove(name);
    }

    /** For a command alone: what it was before is returned, for {@link #put}. */
    Variable give(String name, String value) {
        Variable before = variable(name);
        if (before.fixed) {
            throw new ShellError(0, name + ": is read only");
        }
        all.put(name, new Variable(value, true, false));
        return before;
    }

    void put(String name, Variable before) {
        if (before.equals(NONE)) {
            all.remove(name);
        } else {
            all.put(name, before);
        }
    }

    void enter() {
        locals.push(new HashMap<>());
    }

    void leave() {
        for (Map.Entry<String, Variable> one : locals.pop().entrySet()) {
            put(one.getKey(), one.getValue());
        }
    }

    /** Whether a function runs, which has the variable for itself from now on. */
    public boolean makeLocal(String name) {
        Map<String, Variable> now = locals.peek();
        if (now == null) {
            return false;
        }
        now.putIfAbsent(name, variable(name));
        return true;
    }

    /** By name. */
    public Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        for (Map.Entry<String, Variable> one : all.entrySet()) {
            String value = one.getValue().value;
            if (value != null) {
                values.put(one.getKey(), value);
            }
        }
        return values;
    }

    /** {@code NAME=VALUE} of those that programs are given. */
    List<String> environment() {
        List<String> environment = new ArrayList<>();
        for (Map.Entry<String, Variable> one : new TreeMap<>(all).entrySet()) {
            String value = one.getValue().value;
            if (value != null && one.getValue().exported) {
                environment.add(one.getKey() + "=" + value);
            }
        }
        return environment;
    }

    /** Names of those that are exported, or fixed, whether or not they have values. */
    public List<String> marked(boolean exported) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Variable> one : new TreeMap<>(all).entrySet()) {
            if (exported ? one.getValue().exported : one.getValue().fixed) {
                names.add(one.getKey());
            }
        }
        return names;
    }
}
