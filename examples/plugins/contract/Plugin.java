package plugins;

/** What a plug-in does for the host: something with a text. */
public interface Plugin {
    String apply(String text);
}
