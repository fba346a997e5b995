package atoll.kernel;

import atoll.contract.CallFailed;
import atoll.contract.Completion;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** How one call of a ring ended. Immutable, but that the exception is made when it is first asked for. */
final class Outcome implements Completion {
    private final long ticket;
    private final long word;

    /** The result if it is no primitive, a {@link Failure}, or null. */
    private final @Nullable Object reference;

    /** Of the result's type. */
    private final char tag;

    Outcome(long ticket, long word, @Nullable Object reference, char tag) {
        this.ticket = ticket;
        this.word = word;
        this.reference = reference;
        this.tag = tag;
    }

    @Override
    public long ticket() {
        return ticket;
    }

    @Override
    public @Nullable Exception failure() {
        return reference instanceof Failure failure ? failure.exception() : null;
    }

    private void succeed() {
        if (reference instanceof Failure failure) {
            Exception thrown = failure.exception();
            if (thrown instanceof CallFailed failed) {
                throw failed;
            }
            throw new UncheckedIOException((IOException) thrown);
        }
    }

    @Override
    public @Nullable Object value() {
        succeed();
        return switch (tag) {
            case 'V' -> null;
            case 'L', '[' -> reference;
            default -> Words.box(word, tag);
        };
    }

    @Override
    public boolean asBoolean() {
        succeed();
        if (tag != 'Z') {
            throw wrong("boolean");
        }
        return word != 0;
    }

    @Override
    public int asInt() {
        if (reference != null || tag != 'I') {
            succeed();
            if (tag != 'B' && tag != 'S' && tag != 'C' && tag != 'I') {
                throw wrong("int");
            }
        }
        return (int) word;
    }

    @Override
    public long asLong() {
        return tag == 'J' && reference == null ? word : asInt();
    }

    @Override
    public double asDouble() {
        succeed();
        return switch (tag) {
            case 'D' -> Double.longBitsToDouble(word);
            case 'F' -> Float.intBitsToFloat((int) word);
            default -> throw wrong("double");
        };
    }

    private ClassCastException wrong(String asked) {
        return new ClassCastException("the result of call " + ticket + " is no " + asked + ", but of type " + tag);
    }

    /** Nobody takes it. */
    void drop() {
        if (reference instanceof OwnedRegion region) {
            region.close();
        }
    }

    @Override
    public String toString() {
        return "call " + ticket + (reference instanceof Failure failure ? ": " + failure.message() : "");
    }
}
