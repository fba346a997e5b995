package atoll.kernel;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Objects as long as somebody else holds them. Guarded by whoever has it. Adding costs constant time on average. */
final class WeakList<T> {
    private static final int FEW = 16;

    private final List<WeakReference<T>> references = new ArrayList<>();

    /** How many there may be before those whose object is gone are dropped. */
    private int enough = FEW;

    void add(T object) {
        if (references.size() >= enough) {
            references.removeIf(reference -> reference.refersTo(null));
            enough = Math.max(FEW, 2 * references.size());
        }
        references.add(new WeakReference<>(object));
    }

    void forEach(Consumer<T> action) {
        for (WeakReference<T> reference : references) {
            T object = reference.get();
            if (object != null) {
                action.accept(object);
            }
        }
    }

    void clear() {
        references.clear();
    }

    int size() {
        return references.size();
    }
}
