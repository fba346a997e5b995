package guest;

import java.io.IOException;
import java.util.Arrays;

/** Writes its arguments on one line, then what it reads; with "given", also what it was given. */
public final class Echo {
    private Echo() {}

    public static void main(String[] args) throws IOException {
        System.out.println(Arrays.asList(args));
        if (args.length > 0 && args[0].equals("given")) {
            System.out.println(System.getenv() + " " + System.getProperty("colour") + " "
                    + System.getProperty("user.dir") + " "
                    + Runtime.getRuntime().availableProcessors() + " "
                    + Runtime.getRuntime().maxMemory());
        }
        System.in.transferTo(System.out);
        System.out.println("end");
    }
}
