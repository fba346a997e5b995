package atoll.system.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Programs that come with Atoll: as any other, they have what their definition gives them. */
public enum OwnProgram {
    /** The console in the browser. */
    CONSOLE("atoll.console.Main"),
    /** The shell over SSH. */
    SSH("atoll.ssh.Main com.google.gson.Gson org.apache.sshd.server.SshServer org.apache.sshd.common.SshConstants"
            + " org.bouncycastle.jce.provider.BouncyCastleProvider org.slf4j.Logger org.slf4j.nop.NOPServiceProvider");

    /** With a blank between: its main class, and a class of each other jar of its class path. */
    private final String classes;

    OwnProgram(String classes) {
        this.classes = classes;
    }

    /** Its main class. */
    public String main() {
        return classes().getFirst();
    }

    /** A class of each jar of its class path. */
    public List<String> classes() {
        return List.of(classes.split(" "));
    }

    /** As it is written after {@code atoll:}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        List<String> words = new ArrayList<>();
        for (OwnProgram each : values()) {
            words.add(each.word());
        }
        return words;
    }

    static @Nullable OwnProgram of(String word) {
        int at = words().indexOf(word);
        return at < 0 ? null : values()[at];
    }
}
