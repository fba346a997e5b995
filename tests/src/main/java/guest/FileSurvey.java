package guest;

import java.nio.file.Path;
import java.util.List;

/**
 * Calls of java.io and java.nio.file in the folder that the argument names, each with what came of it in a line: the same on
 * every file system. The second argument is a folder of another one.
 */
public final class FileSurvey {
    private FileSurvey() {}

    public static void main(String[] args) {
        Path home = Path.of(args[0]);
        Path abroad = Path.of(args[1]);
        for (Survey survey : List.of(
                new StreamSurvey(home, abroad),
                new ChannelSurvey(home, abroad),
                new NameSurvey(home, abroad),
                new KindSurvey(home, abroad))) {
            survey.run();
        }
        System.out.println("lines " + Survey.lines());
    }
}
