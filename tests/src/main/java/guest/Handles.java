package guest;

import java.util.function.UnaryOperator;

/** Links a constant method handle to a public method of a public class of its own, then exits. */
public final class Handles {
    private Handles() {}

    public static String twice(String text) {
        return text + text;
    }

    public static void main(String[] args) {
        UnaryOperator<String> twice = Handles::twice;
        System.out.println(twice.apply("x"));
        System.exit(0);
    }
}
