package atoll.system.definition;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What somebody meant who wrote a word that there is not. */
public final class Nearest {
    /** Words longer than these are no slips of the pen. */
    private static final int LONGEST = 64;

    private Nearest() {}

    /** {@code ; did you mean "x"?}, or nothing when no word is near. */
    public static String hint(String word, Iterable<String> known) {
        String best = of(word, known);
        return best == null ? "" : "; did you mean \"" + best + "\"?";
    }

    /** The known word that takes the fewest changes: at most one for each three letters. */
    static @Nullable String of(String word, Iterable<String> known) {
        if (word.length() > LONGEST) {
            return null;
        }
        String lower = word.toLowerCase(Locale.ROOT).replace('_', '-');
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String each : known) {
            if (each.length() > LONGEST) {
                continue;
            }
            int changes = changes(lower, each.toLowerCase(Locale.ROOT).replace('_', '-'));
            if (changes < least && changes <= Math.max(1, Math.min(word.length(), each.length()) / 3)) {
                least = changes;
                best = each;
            }
        }
        return best;
    }

    /** Letters that are put in, left out, changed, or swapped with their neighbour (optimal string alignment). */
    private static int changes(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
