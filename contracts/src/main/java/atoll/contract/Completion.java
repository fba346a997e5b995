package atoll.contract;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How one call of a {@link Ring} ended. Results of primitive types are read without a box, by the method of their type; of
 * another type they throw {@link ClassCastException}.
 *
 * <p>When the call failed, all methods that give its result throw: the {@link CallFailed} that the gate would have thrown, or
 * {@link java.io.UncheckedIOException} around the {@link IOException} that the contract declares.
 */
public interface Completion {
    /** That of the call: see {@link Ring#ticket}. */
    long ticket();

    /** What the gate would have thrown, {@link CallFailed} or {@link IOException}; null when there is a result. */
    @Nullable Exception failure();

    /** The result, in a box if it is primitive; null for a method without result. */
    @Nullable Object value();

    /** A result of type {@code boolean}. */
    boolean asBoolean();

    /** A result of type {@code byte}, {@code short}, {@code char} or {@code int}. */
    int asInt();

    /** A result of type {@code long}, or one that {@link #asInt} gives. */
    long asLong();

    /** A result of type {@code double} or {@code float}. */
    double asDouble();
}
