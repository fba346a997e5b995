package atoll.userland;

import java.io.IOException;
import java.math.BigDecimal;

/** Waits. */
public final class Sleep extends Tool {
    static final String OPTIONS = "";

    private static final String UNITS = "smhd";
    private static final long[] SECONDS = {1, 60, 3600, 86400};
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int LONGEST_EXPONENT = 5000;

    private Sleep() {
        super("sleep");
    }

    public static void main(String[] args) {
        new Sleep().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        options.needOperand();
        BigDecimal millis = BigDecimal.ZERO;
        boolean wrong = false;
        for (String operand : options.operands) {
            try {
                millis = millis.add(millis(operand));
            } catch (NumberFormatException e) {
                wrong = true;
                complain("invalid time interval " + Text.quoted(operand));
            }
        }
        if (wrong) {
            throw Usage.hint();
        }
        try {
            Thread.sleep(millis.min(MOST).longValue());
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    private static BigDecimal millis(String text) {
        if (text.equals("inf") || text.equals("infinity")) {
            return MOST;
        }
        int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.charAt(text.length() - 1));
        BigDecimal number = new BigDecimal(unit < 0 ? text : text.substring(0, text.length() - 1));
        if (number.signum() < 0 || Math.abs((long) number.scale()) > LONGEST_EXPONENT) {
            throw new NumberFormatException(text);
        }
        return number.multiply(BigDecimal.valueOf(1000 * SECONDS[Math.max(unit, 0)]))
                .setScale(0, java.math.RoundingMode.CEILING);
    }
}
