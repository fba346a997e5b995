package atoll.tests.up;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.tests.FreePort;
import atoll.tests.Jars;
import atoll.tests.Wait;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import guest.up.Hail;
import guest.up.HailClient;
import guest.up.HailServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console as people have it: in a browser. */
@Timeout(300)
class BrowserTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private final String origin = "http://127.0.0.1:" + port;
    private Up up;
    private Chromium browser;
    private String address;

    @BeforeEach
    void start() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(1_000.0 * Wait.SECONDS);
        Jars.runnable(folder, HailServer.class);
        Jars.runnable(folder, HailClient.class);
        Jars.write(folder.resolve("hail.jar"), Map.of(), Map.of("guest/up/Hail.class", Jars.bytes(Hail.class)));
        Files.writeString(folder.resolve("atoll.toml"), """
                name = "harbour"
                contracts = ["hail.jar"]
                [process.proc]
                program = "builtin:proc"
                [process.hails]
                program = "HailServer.jar"
                args = ["HOSTILE"]
                serves = { hail = "guest.up.Hail" }
                memory = "64m"
                [process.asks]
                program = "HailClient.jar"
                uses = { people = { endpoint = "hails/hail", within = "10s" } }
                needs = ["hails"]
                [session]
                uses = { processes = "proc/processes" }
                """.replace("HOSTILE", HOSTILE));
        up = Up.start(folder, "--no-shell", "--console=" + port);
        up.awaitOut("harbour is ready");
        address = up.does("console").strip();
        assertTrue(address.startsWith(origin + "/#"), address);
        browser = new Chromium();
    }

    @AfterEach
    void end() {
        if (browser != null) {
            browser.close();
        }
        up.close();
    }

    private Page open(ColorScheme colours, int width, int height) {
        Page page = browser.open(address, colours, width, height);
        assertThat(arrow(page))
                .hasAttribute(
                        "aria-label", Pattern.compile("asks calls hails, [1-9][0-9]* calls/s, .* each, by .*hail.*"));
        return page;
    }

    private static Locator island(Page page, String name) {
        return page.locator(".island[aria-label^='" + name + ",']");
    }

    private static Locator arrow(Page page) {
        return page.locator(".arrow[aria-label^='asks calls hails']");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator restarts(Page page, String name) {
        return page.locator("#processes tr")
                .filter(new Locator.FilterOptions().setHas(button(page, name)))
                .locator("td[data-column='Restarts']");
    }

    @Test
    void aServerIsSeenKilledAndSeenToReturn() throws Exception {
        Page page = open(ColorScheme.LIGHT, 1280, 900);
        Chromium.shoot(page, "light");
        int before = up.pid("hails");
        island(page, "hails").click();
        assertThat(page.locator("#panel .log")).containsText("serving " + HOSTILE);
        assertThat(page.locator("#panel .rights")).containsText("hail");
        assertThat(page.locator("#panel img")).hasCount(0);
        assertThat(restarts(page, "hails")).hasText("0");
        button(page, "Kill").click();
        Chromium.shoot(page, "kill");
        button(page, "Kill hails").click();
        assertThat(restarts(page, "hails")).hasText("1");
        assertThat(island(page, "hails")).hasAttribute("aria-label", Pattern.compile("hails, ready, 1 restart.*"));
        assertThat(page.locator("#happened")).containsText("hails was started again");
        assertThat(arrow(page)).hasAttribute("data-pace", Pattern.compile("slow|brisk|fast"));
        Chromium.shoot(page, "returned");
        up.awaitBack("hails", before);
        assertEquals(1, up.status().get("hails").get("restarts").getAsInt());
        browser.wasQuiet(origin);
    }

    @Test
    void aCollectorReadsWithATokenThatIsGoodForNothingElse() throws Exception {
        String[] told = up.does("metrics", "--token").strip().split(" ");
        assertEquals(origin + "/metrics", told[0]);
        assertFalse(address.endsWith(told[1]));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder asks = HttpRequest.newBuilder().header("Authorization", "Bearer " + told[1]);
            HttpResponse<String> read =
                    client.send(asks.uri(URI.create(told[0])).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, read.statusCode());
            assertTrue(read.body().contains("\natoll_process_ready{process=\"hails\"} 1\n"), read.body());
            HttpRequest channel = asks.uri(URI.create(origin + "/channel"))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            assertEquals(
                    401,
                    client.send(channel, HttpResponse.BodyHandlers.discarding()).statusCode());
        }
    }

    @Test
    void aShellInTheTerminal() {
        Page page = open(ColorScheme.DARK, 1280, 900);
        button(page, "Terminal").click();
        Locator rows = page.locator("#terminal .xterm-rows");
        assertThat(rows).containsText("$");
        page.keyboard().type("ps\n");
        assertThat(rows).containsText(Pattern.compile("PID.*RUNNING.*hails", Pattern.DOTALL));
        Chromium.shoot(page, "dark-terminal");
        page.keyboard().type("exit\n");
        assertThat(page.locator("#terminal .ended")).containsText("The shell has ended");
        button(page, "Another shell").click();
        assertThat(rows).containsText("$");
        page.keyboard().type("echo o-k | tr -d -\n");
        assertThat(rows).containsText("ok");
        page.keyboard().press("Shift+Escape");
        assertThat(button(page, "Terminal")).isFocused();
        browser.wasQuiet(origin);
    }

    @Test
    void byKeyboardAlone() {
        Page page = open(ColorScheme.LIGHT, 1280, 900);
        focus(page, island(page, "asks"));
        page.keyboard().press("Enter");
        assertThat(page.locator("#panel-name")).isFocused();
        focus(page, button(page, "Kill"));
        page.keyboard().press("Enter");
        assertThat(button(page, "Kill asks")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(button(page, "Kill")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertThat(restarts(page, "asks")).hasText("1");
        assertThat(page.locator("#spoken")).containsText("asks was started again");
        page.keyboard().press("Escape");
        assertThat(page.locator("#panel")).isHidden();
        assertThat(island(page, "asks")).isFocused();
        browser.wasQuiet(origin);
    }

    private static void focus(Page page, Locator wanted) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            if ((boolean) wanted.evaluate("node => node === document.activeElement")) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + wanted);
    }

    @Test
    void pausedAndResumed() {
        Page page = open(ColorScheme.LIGHT, 1280, 900);
        island(page, "asks").click();
        button(page, "Pause").click();
        button(page, "Pause asks").click();
        assertThat(island(page, "asks")).hasAttribute("data-health", "paused");
        assertThat(arrow(page)).hasAttribute("aria-label", "asks calls hails, no calls now");
        button(page, "Resume").click();
        assertThat(arrow(page)).hasAttribute("data-pace", Pattern.compile("slow|brisk|fast"));
        button(page, "Upgrade…").click();
        page.getByLabel("Its jar, on the machine where the system runs").fill("/no/such.jar");
        page.keyboard().press("Enter");
        assertThat(page.locator("#panel .result")).containsText("/no/such.jar");
        browser.wasQuiet(origin);
    }

    @Test
    void memoryIsMeasuredByKeyboard() {
        Page page = open(ColorScheme.LIGHT, 1280, 900);
        Locator held = page.locator("#processes td[data-column='Memory']").first();
        assertThat(held).isHidden();
        focus(page, button(page, "Measure memory"));
        page.keyboard().press("Enter");
        assertThat(button(page, "Measure")).isFocused();
        page.keyboard().press("Enter");
        Pattern said = Pattern.compile(
                "Measured at [0-9:]{8}; all stood still for [0-9]+ ms at most. Processes share [0-9.]+ [KM]?B, "
                        + "Atoll and the JDK have [0-9.]+ MB.");
        assertThat(page.locator("#measured[role='status']")).hasText(said);
        assertThat(button(page, "Measure memory")).isFocused();
        Pattern size = Pattern.compile("[0-9.]+ [KM]B");
        assertThat(held).hasText(size);
        assertThat(island(page, "hails")).hasAttribute("aria-label", Pattern.compile(".*, memory [0-9.]+ [KM]B.*"));
        island(page, "hails").click();
        Locator chart = page.locator("#panel .chart")
                .filter(new Locator.FilterOptions().setHasText("Memory, estimated"))
                .locator("output");
        assertThat(chart).hasText(Pattern.compile("[0-9.]+ [KM]B of 64 MB"));
        assertThat(page.locator("#measured")).hasText(said);
        Chromium.shoot(page, "memory");
        browser.wasQuiet(origin);
    }

    @Test
    void restartedAndUpgraded() throws Exception {
        Page page = open(ColorScheme.LIGHT, 1280, 900);
        island(page, "hails").click();
        int before = up.pid("hails");
        button(page, "Restart").click();
        button(page, "Restart hails").click();
        assertThat(page.locator("#panel .result")).hasText("hails is started again.");
        up.awaitBack("hails", before);
        Path next = Files.copy(folder.resolve("HailServer.jar"), folder.resolve("next.jar"));
        int restarted = up.pid("hails");
        button(page, "Upgrade…").click();
        page.getByLabel("Its jar, on the machine where the system runs").fill(next.toString());
        button(page, "Upgrade hails").click();
        assertThat(page.locator("#panel .result")).hasText("hails is upgraded.");
        up.awaitBack("hails", restarted);
        assertThat(arrow(page)).hasAttribute("data-pace", Pattern.compile("slow|brisk|fast"));
        assertThat(island(page, "hails")).hasAttribute("aria-label", Pattern.compile("hails, ready.*"));
        browser.wasQuiet(origin);
    }

    @Test
    void onAPhoneAndForScreenReaders() {
        Page page = open(ColorScheme.DARK, 390, 844);
        assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
        Chromium.shoot(page, "phone");
        island(page, "hails").click();
        assertThat(page.locator("#panel .log")).containsText("serving");
        assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
        Chromium.shoot(page, "phone-panel");
        String told = page.locator("body").ariaSnapshot();
        assertFalse(
                Pattern.compile("(?m)^\\s*- (button|checkbox|textbox|img|link|table|log)( \\[.*)?:?$")
                        .matcher(told)
                        .find(),
                told);
        assertTrue(told.contains("- button \"Kill\"") && told.contains("- main") && told.contains("- banner"), told);
        browser.wasQuiet(origin);
    }

    @Test
    void aConsoleThatIsKilledIsReachedAgain() throws Exception {
        Page page = open(ColorScheme.LIGHT, 1280, 900);
        button(page, "Terminal").click();
        assertThat(page.locator("#terminal .xterm-rows")).containsText("$");
        Locator link = page.locator("#link");
        link.evaluate("link => new MutationObserver(() => link.dataset.state === 'away' && (link.dataset.was = 'away'))"
                + ".observe(link, { attributeFilter: ['data-state'] })");
        int before = up.pid("console");
        up.does("kill", "-s", "KILL", "console");
        up.awaitBack("console", before);
        assertThat(link).hasAttribute("data-was", "away");
        assertThat(link).hasText("live");
        assertThat(page.locator("#terminal .ended")).containsText("The console went away");
        button(page, "Another shell").click();
        assertThat(page.locator("#terminal .xterm-rows")).containsText("$");
        assertThat(restarts(page, "console")).hasText("1");
        browser.wasQuiet(origin);
    }

    @Test
    void withoutTheTokenThereIsNothing() {
        for (String other : new String[] {origin + "/", address + "0", origin + "/#x"}) {
            Page page = browser.open(other, ColorScheme.LIGHT, 1280, 900);
            assertThat(page.locator("#locked")).isVisible();
            assertThat(page.locator("#locked")).containsText("atoll console");
            assertThat(page.locator(".island")).hasCount(0);
            assertThat(page.locator("#link")).hasText("locked");
            Chromium.shoot(page, "locked");
            page.close();
        }
        browser.wasQuiet(origin);
    }
}
