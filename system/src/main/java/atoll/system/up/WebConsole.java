package atoll.system.up;

import atoll.system.BadInput;
import atoll.system.definition.BadDefinition;
import atoll.system.definition.BuiltIn;
import atoll.system.definition.DefinitionReader;
import atoll.system.definition.Listen;
import atoll.system.definition.OwnProgram;
import atoll.system.definition.ProcessDefinition;
import atoll.system.definition.ProgramSource;
import atoll.system.definition.SystemDefinition;
import java.util.ArrayList;
import java.util.List;

/** The console in the browser, as a process of a system. */
public final class WebConsole {
    /** Where it listens when nobody says where. */
    public static final int PORT = 7171;

    private static final String NAME = "console";
    private static final String TABLE = "console-proc";

    private WebConsole() {}

    private static boolean is(ProcessDefinition process) {
        return process.program() instanceof ProgramSource.Own own && own.program() == OwnProgram.CONSOLE;
    }

    private static boolean isTable(ProcessDefinition process) {
        return process.program() instanceof ProgramSource.Server server && server.server() == BuiltIn.PROC;
    }

    /** The same with a console on that port of the loopback; as it is if it has one. {@link BadInput} if its name is taken. */
    static SystemDefinition in(SystemDefinition definition, int port) throws BadInput {
        String table = TABLE;
        boolean has = false;
        for (ProcessDefinition process : definition.processes()) {
            if (is(process)) {
                return definition;
            }
            if (process.name().equals(NAME)) {
                throw new BadInput(
                        "a process of " + definition.name() + " is named " + NAME
                                + " already, and is none; its definition can have one by another name: program = \"atoll:console\"");
            }
            if (isTable(process)) {
                table = process.name();
                has = true;
            }
        }
        List<ProcessDefinition> all = new ArrayList<>(definition.processes());
        for (ProcessDefinition process : parse(definition, table, port).processes()) {
            if (is(process) || !has) {
                all.add(process);
            }
        }
        return new SystemDefinition(
                definition.file(),
                definition.name(),
                definition.contracts(),
                definition.supervision(),
                definition.files(),
                definition.session(),
                all);
    }

    private static SystemDefinition parse(SystemDefinition definition, String table, int port) {
        try {
            return DefinitionReader.parse(definition.file(), text(table, port));
        } catch (BadDefinition e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a definition says to have one: see docs/running.md. */
    private static String text(String table, int port) {
        return """
                name = "console"
                [process.TABLE]
                program = "builtin:proc"
                [process.console]
                program = "atoll:console"
                args = ["PORT"]
                listen = [PORT]
                uses = { system = { endpoint = "TABLE/system", rights = ["change", "session"] } }
                """.replace("TABLE", table).replace("PORT", Integer.toString(port));
    }

    /** Where a collector of metrics reads, and the token with which it may do just that. */
    record Collected(String address, String token) {}

    /** Of each console. */
    static List<Collected> collected(RunningSystem system) {
        List<Collected> all = new ArrayList<>();
        for (ProcessDefinition process : system.definition().processes()) {
            if (is(process)) {
                all.add(new Collected(address(process) + "/metrics", system.metricsToken(process.name())));
            }
        }
        return all;
    }

    /** The consoles of a system: the address of each, with what lets a browser in. */
    public static List<String> addresses(RunningSystem system) {
        List<String> all = new ArrayList<>();
        for (ProcessDefinition process : system.definition().processes()) {
            if (is(process)) {
                all.add(address(process) + "/#" + system.token(process.name()));
            }
        }
        return all;
    }

    private static String address(ProcessDefinition process) {
        int port = 0;
        for (Listen listen : process.listen()) {
            port = listen.local() ? port : listen.port();
        }
        String host = process.arguments().size() > 1 ? process.arguments().get(1) : "127.0.0.1";
        return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
