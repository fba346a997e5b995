package atoll.userland;

/** What of a line is compared, and how: {@code -k} of sort. */
final class SortKey {
    private static final int MOST = 1 << 30;

    /** Fields and characters from 1 on; an end at field 0 is that of the line, at character 0 that of the field. */
    int field = 1;

    int character = 1;
    int endField;
    int endCharacter;
    boolean skipsBlanks;
    boolean skipsBlanksAtEnd;

    /** One of {@code n g h M V}, or 0. */
    char kind;

    boolean folds;
    boolean dictionary;
    boolean printable;
    boolean reversed;
    private boolean ordered;
    private final StringBuilder kinds = new StringBuilder();

    /** Like {@code -k2,2n}; without an order of its own it has that of the whole. */
    static SortKey parse(String text, SortKey whole) {
        SortKey key = new SortKey();
        int[] at = {0};
        key.field = number(text, at, "invalid number at field start");
        if (key.field == 0) {
            throw invalid("field number is zero", text);
        }
        if (next(text, at, '.')) {
            key.character = number(text, at, "invalid number after '.'");
            if (key.character == 0) {
                throw invalid("character offset is zero", text);
            }
        }
        key.orders(text, at, true);
        if (next(text, at, ',')) {
            key.endField = number(text, at, "invalid number after ','");
            if (key.endField == 0) {
                throw invalid("field number is zero", text);
            }
            if (next(text, at, '.')) {
                key.endCharacter = number(text, at, "invalid number after '.'");
            }
            key.orders(text, at, false);
        }
        if (at[0] < text.length()) {
            throw invalid("stray character in field spec", text);
        }
        key.check();
        if (!key.ordered) {
            key.inherit(whole);
        }
        return key;
    }

    private static Usage invalid(String why, String text) {
        return Usage.complete(
                (why.startsWith("invalid") ? why + ": " : why + ": invalid field specification ") + Text.quoted(text));
    }

    private static boolean next(String text, int[] at, char wanted) {
        if (at[0] < text.length() && text.charAt(at[0]) == wanted) {
            at[0]++;
            return true;
        }
        return false;
    }

    private static int number(String text, int[] at, String why) {
        int from = at[0];
        int number = 0;
        while (at[0] < text.length() && text.charAt(at[0]) >= '0' && text.charAt(at[0]) <= '9') {
            number = Math.min(MOST, number * 10 + text.charAt(at[0]++) - '0');
            number = number < 0 ? MOST : number;
        }
        if (at[0] == from) {
            throw Usage.complete(why + ": invalid count at start of " + Text.quoted(text.substring(from)));
        }
        return number;
    }

    private void orders(String text, int[] at, boolean start) {
        while (at[0] < text.length() && "bdfghiMnrV".indexOf(text.charAt(at[0])) >= 0) {
            char letter = text.charAt(at[0]++);
            ordered = true;
            if (letter != 'b') {
                order(letter);
            } else if (start) {
                skipsBlanks = true;
            } else {
                skipsBlanksAtEnd = true;
            }
        }
    }

    private void inherit(SortKey whole) {
        skipsBlanks = whole.skipsBlanks;
        skipsBlanksAtEnd = whole.skipsBlanks;
        kind = whole.kind;
        folds = whole.folds;
        dictionary = whole.dictionary;
        printable = whole.printable;
        reversed = whole.reversed;
    }

    /** Lines are compared in one way. */
    void check() {
        if (kinds.length() + (kinds.length() > 0 && (dictionary || printable) ? 1 : 0) > 1) {
            StringBuilder letters = new StringBuilder();
            for (char letter : "dfghiMnV".toCharArray()) {
                boolean given = letter == 'd'
                        ? dictionary
                        : letter == 'f'
                                ? folds
                                : letter == 'i' ? printable && !dictionary : kinds.indexOf(String.valueOf(letter)) >= 0;
                letters.append(given ? String.valueOf(letter) : "");
            }
            throw Usage.complete("options '-" + letters + "' are incompatible");
        }
    }

    void order(char letter) {
        ordered = true;
        switch (letter) {
            case 'b' -> {
                skipsBlanks = true;
                skipsBlanksAtEnd = true;
            }
            case 'd' -> dictionary = true;
            case 'f' -> folds = true;
            case 'i' -> printable = true;
            case 'r' -> reversed = true;
            default -> {
                kind = letter;
                kinds.append(kinds.indexOf(String.valueOf(letter)) < 0 ? String.valueOf(letter) : "");
            }
        }
    }
}
