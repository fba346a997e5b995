package atoll.tests.files;

import java.io.IOException;
import java.util.Random;

/** One step of the random walk: few names, so that they meet. */
record Step(int what, String path, String other, int number, int length) {
    private static final int KINDS = 12;
    private static final String[] NAMES = {"a", "b", "c", "d"};
    private static final String[] TARGETS = {"a", "b/c", "d", "./c", "c/../d"};
    private static final int MOST_OFFSET = 70_000;
    private static final int MOST_LENGTH = 40_000;

    static Step random(Random random) {
        return new Step(
                random.nextInt(KINDS),
                path(random),
                path(random),
                random.nextInt(MOST_OFFSET),
                random.nextInt(MOST_LENGTH));
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder(NAMES[random.nextInt(NAMES.length)]);
        while (random.nextInt(5) < 2) {
            path.append('/').append(NAMES[random.nextInt(NAMES.length)]);
        }
        return path.toString();
    }

    String run(FileSteps steps) throws IOException {
        switch (what) {
            case 0 -> steps.create(path);
            case 1 -> steps.makeFolder(path);
            case 2 -> steps.makeLink(path, TARGETS[number % TARGETS.length]);
            case 3 -> steps.remove(path);
            case 4, 5 -> steps.rename(path, other, what == 4);
            case 6 -> {
                byte[] bytes = new byte[length];
                new Random(number).nextBytes(bytes);
                steps.write(path, number, bytes);
            }
            case 7 -> steps.resize(path, number);
            case 8 -> {
                return steps.read(path, number, length);
            }
            case 9 -> {
                return steps.list(path);
            }
            case 10 -> {
                return steps.attributes(path);
            }
            default -> {
                return steps.target(path);
            }
        }
        return "done";
    }
}
