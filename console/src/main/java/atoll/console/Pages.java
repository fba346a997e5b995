package atoll.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the browser loads: the files of this table, and no others. */
final class Pages {
    /** A file of this package's folder {@code page}, and what it is. */
    record Page(String file, String type) {
        byte[] bytes() throws IOException {
            try (InputStream in = Pages.class.getResourceAsStream("page/" + file)) {
                if (in == null) {
                    throw new IOException(file + " is not in the console's jar");
                }
                return in.readAllBytes();
            }
        }
    }

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final String[] FILES = {
        "index.html",
        "base.css",
        "picture.css",
        "panel.css",
        "icon.svg",
        "main.js",
        "access.js",
        "channel.js",
        "model.js",
        "layout.js",
        "picture.js",
        "island.js",
        "table.js",
        "panel.js",
        "charts.js",
        "logs.js",
        "dialogs.js",
        "measure.js",
        "happenings.js",
        "terminal.js",
        "strict.js",
        "elements.js",
        "format.js",
        "vendor/xterm.mjs",
        "vendor/xterm.css",
        "vendor/addon-fit.mjs",
        "vendor/uPlot.iife.min.js",
        "vendor/uPlot.min.css",
    };

    private Pages() {}

    /** Null: there is nothing of that path. */
    static @Nullable Page at(String path) {
        if (path.equals("/")) {
            return page("index.html");
        }
        for (String file : FILES) {
            if (path.length() == file.length() + 1 && path.endsWith(file) && path.charAt(0) == '/') {
                return page(file);
            }
        }
        return null;
    }

    private static Page page(String file) {
        return new Page(file, TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "text/plain"));
    }
}
