package atoll.contract.terminal;

import org.jspecify.annotations.Nullable;

/**
 * What outlives the server of a session. Bytes are characters of 0 to 255.
 *
 * @param opening of the driver; 0 before the first
 * @param driver badge of the driver's process; 0: the host
 * @param fence processes with a lower badge, but for 0, have the terminal no more
 * @param hungUp nobody drives it
 * @param taken position of the next key
 * @param base the modes that are settled
 * @param holder badge of the process that has set others; 0: none
 * @param input what was typed, read line by line up to {@code edited}, and then the line that is edited
 * @param ends for each byte of {@code input} whether a line ends there
 * @param literal the next key is no command
 * @param erasing within what ECHOPRT shows
 * @param stopped by STOP: nothing is shown
 * @param answers to the readers who read last
 */
public record KeptSession(
        long opening,
        long driver,
        long fence,
        boolean hungUp,
        long taken,
        Size size,
        Modes modes,
        Modes base,
        long holder,
        String input,
        String ends,
        int edited,
        boolean literal,
        boolean erasing,
        boolean stopped,
        @Nullable KeptAnswer answers) {}
