package atoll.contract.terminal;

import org.jspecify.annotations.Nullable;

/** What a reader was last given, for when it asks again; and the answers to the others, a few. */
public record KeptAnswer(
        long badge,
        long reader,
        long number,
        String bytes,
        @Nullable KeptAnswer others) {}
