package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.tests.Wait;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Chromium without a window, from Debian's package, which {@code .ci/run} installs; and what goes wrong in its pages. */
final class Chromium implements AutoCloseable {
    private static final String PROGRAM = "chromium";
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> errors = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    private static Path chromium() {
        for (String folder : System.getenv("PATH").split(":")) {
            Path file = Path.of(folder, PROGRAM);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        throw new AssertionError("no chromium in PATH; .ci/run installs it (Debian: apt-get install chromium)");
    }

    /** A new page in a profile of its own, which is watched. */
    Page open(String address, ColorScheme colours, int width, int height) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setColorScheme(colours).setViewportSize(width, height));
        Page page = context.newPage();
        page.setDefaultTimeout(1_000.0 * Wait.SECONDS);
        page.onConsoleMessage(message -> {
            // Chromium tells by itself of a connection that is refused while nobody listens.
            if (!message.text().startsWith("Failed to load resource: ")) {
                errors.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(errors::add);
        page.onDialog(dialog -> {
            errors.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> asked.add(request.url()));
        page.navigate(address);
        return page;
    }

    static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** No script has failed or complained, and nobody but that origin was asked for anything. */
    void wasQuiet(String origin) {
        assertEquals(List.of(), errors);
        assertEquals(
                List.of(),
                asked.stream().filter(url -> !url.startsWith(origin + "/")).toList());
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
