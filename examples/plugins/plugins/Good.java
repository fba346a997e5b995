package plugins.those;

import atoll.contract.Names;
import plugins.Plugin;

/** Does what it should. */
public final class Good {
    private Good() {}

    public static void main(String[] args) throws InterruptedException {
        Names.serve("plugin", Plugin.class, text -> text.toUpperCase(java.util.Locale.ROOT));
        Thread.sleep(Long.MAX_VALUE);
    }
}
