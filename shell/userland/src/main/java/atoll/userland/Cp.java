package atoll.userland;

import java.io.IOException;

/** Copies files. */
public final class Cp extends Tool {
    static final String OPTIONS =
            "a,archive d f,force H i,interactive L,dereference n,no-clobber P,no-dereference p,preserve "
                    + "R,r,recursive u,update v,verbose " + Targets.OPTIONS;

    private Cp() {
        super("cp");
    }

    public static void main(String[] args) {
        new Cp().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        Targets targets = Targets.of(options, false, true);
        Copy copy = new Copy(this);
        copy.recursive = options.has("R") || options.has("a");
        copy.preserved = options.has("p") || options.has("a");
        copy.forced = options.has("f");
        copy.asked = options.last("i", "n").equals("i");
        copy.spared = options.last("i", "n").equals("n");
        copy.newerOnly = options.has("u");
        copy.told = options.has("v");
        String links = options.last("H", "L", "P", "d", "a");
        copy.allFollowed = links.equals("L");
        copy.operandsFollowed = links.isEmpty() ? !copy.recursive : links.equals("L") || links.equals("H");
        for (int i = 0; i < targets.sources().size(); i++) {
            copy.copy(targets.sources().get(i), targets.targets().get(i));
        }
    }
}
