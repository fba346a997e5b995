package atoll.system.up;

import atoll.contract.clock.Clock;
import atoll.contract.control.Control;
import atoll.contract.file.FileTree;
import atoll.contract.log.Log;
import atoll.contract.net.Net;
import atoll.kernel.Capability;
import atoll.personality.java.Grants;
import atoll.system.Atoll;
import atoll.system.control.ControlService;
import atoll.system.definition.BuiltIn;
import atoll.system.definition.ProcessDefinition;
import atoll.system.definition.Use;
import atoll.system.service.ClockService;
import atoll.system.service.EntropyService;
import atoll.system.service.LogService;
import atoll.system.service.NetRights;
import atoll.system.service.NetService;
import atoll.system.service.ProcService;
import atoll.system.service.ProcessPower;
import atoll.system.service.Service;
import atoll.system.service.Services;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server that comes with Atoll, in a system, and its clients there. It outlives changes of who they are. */
abstract class BuiltServer {
    final BuiltIn kind;

    /** What each client has of it that the server must know, as a text to be compared. */
    private Map<String, String> clients = Map.of();

    BuiltServer(BuiltIn kind) {
        this.kind = kind;
    }

    static BuiltServer of(BuiltIn kind, Atoll atoll, Services services, ControlService control) {
        return switch (kind) {
            case LOG -> new OfLog(new LogService(atoll, services));
            case CLOCK -> new OfClock(new ClockService(atoll, services));
            case ENTROPY -> new OfEntropy(new EntropyService(atoll));
            case PROC -> new OfProc(new ProcService(atoll, services), new ProcessPower(atoll), control);
            case HOST_NET -> new OfNet(new NetService(atoll));
        };
    }

    /** The clients among these uses of it. */
    final Map<String, String> clientsOf(Map<Use, ProcessDefinition> uses) {
        Map<String, String> all = new LinkedHashMap<>();
        uses.forEach((use, process) -> {
            String text = text(use, process);
            if (text != null) {
                all.merge(process.name(), text, (was, now) -> was.length() >= now.length() ? was : now);
            }
        });
        return all;
    }

    final boolean hasClients(Map<String, String> same) {
        return clients.equals(same);
    }

    /** From the next server on these are its clients. */
    final void adapt(Map<String, String> next, Map<String, ProcessDefinition> processes) {
        clients.forEach((name, text) -> {
            if (!text.equals(next.get(name))) {
                remove(name);
            }
        });
        next.forEach((name, text) -> {
            if (!text.equals(clients.get(name))) {
                add(Objects.requireNonNull(processes.get(name)), text);
            }
        });
        clients = Map.copyOf(next);
    }

    /** What the server must know of the client; null if nothing. */
    abstract @Nullable String text(Use use, ProcessDefinition process);

    abstract void add(ProcessDefinition client, String text);

    abstract void remove(String client);

    abstract Service service(String name);

    /** Gives the process, which is a client now, what that use says. */
    abstract void let(Use use, String client, Grants process);

    /** What of it are files. */
    Capability<FileTree> tree() {
        throw new IllegalStateException(kind + " has no files");
    }

    /** A part of a capability, as the use says. */
    static <C> Capability<C> part(Use use, Capability<C> all) {
        Set<String> rights = use.rights();
        Capability<C> some = rights == null ? all : all.with(rights);
        return use.within() == null ? some : some.within(use.within());
    }

    /** One that need not know its clients. */
    private abstract static class ForAll extends BuiltServer {
        ForAll(BuiltIn kind) {
            super(kind);
        }

        @Override
        @Nullable String text(Use use, ProcessDefinition process) {
            return null;
        }

        @Override
        void add(ProcessDefinition client, String text) {
            throw new IllegalStateException("it knows no clients");
        }

        @Override
        void remove(String client) {
            throw new IllegalStateException("it knows no clients");
        }
    }

    private static final class OfLog extends BuiltServer {
        private static final String READS = "reads";
        private final LogService log;

        OfLog(LogService log) {
            super(BuiltIn.LOG);
            this.log = log;
        }

        @Override
        String text(Use use, ProcessDefinition process) {
            return reads(use) ? READS : "";
        }

        private static boolean reads(Use use) {
            return use.rights() != null && use.rights().contains("read");
        }

        @Override
        void add(ProcessDefinition client, String text) {
            if (text.equals(READS)) {
                log.reader(client.name());
            } else {
                log.client(client.name());
            }
        }

        @Override
        void remove(String client) {
            log.without(client);
        }

        @Override
        Service service(String name) {
            return log.service(name);
        }

        @Override
        void let(Use use, String client, Grants process) {
            Capability<Log> has = part(use, log.capability(client));
            process.use(use.name(), has);
            if (reads(use)) {
                process.await(use.name() + " news", log.news(client));
            }
        }
    }

    private static final class OfClock extends BuiltServer {
        private static final String BELL = "bell";
        private final ClockService clock;

        OfClock(ClockService clock) {
            super(BuiltIn.CLOCK);
            this.clock = clock;
        }

        @Override
        @Nullable String text(Use use, ProcessDefinition process) {
            return use.endpoint().equals("timers") ? BELL : null;
        }

        @Override
        void add(ProcessDefinition client, String text) {
            clock.client(client.name(), BELL);
        }

        @Override
        void remove(String client) {
            clock.without(client);
        }

        @Override
        Service service(String name) {
            return clock.service(name);
        }

        @Override
        void let(Use use, String client, Grants process) {
            if (use.endpoint().equals("timers")) {
                clock.letTimers(client, use.name(), process);
                return;
            }
            Capability<Clock> all = clock.clock();
            // To set it for all is nothing that comes by the way.
            process.use(use.name(), part(use, use.rights() == null ? all.with(Set.of()) : all));
        }
    }

    private static final class OfEntropy extends ForAll {
        private final EntropyService entropy;

        OfEntropy(EntropyService entropy) {
            super(BuiltIn.ENTROPY);
            this.entropy = entropy;
        }

        @Override
        Service service(String name) {
            return entropy.service(name);
        }

        @Override
        void let(Use use, String client, Grants process) {
            process.use(use.name(), part(use, entropy.capability()));
        }
    }

    private static final class OfProc extends ForAll {
        private final ProcService proc;
        private final ProcessPower power;
        private final ControlService control;

        OfProc(ProcService proc, ProcessPower power, ControlService control) {
            super(BuiltIn.PROC);
            this.proc = proc;
            this.power = power;
            this.control = control;
        }

        @Override
        Service service(String name) {
            return proc.service(name);
        }

        @Override
        Capability<FileTree> tree() {
            return proc.tree();
        }

        @Override
        void let(Use use, String client, Grants process) {
            switch (use.endpoint()) {
                case "proc" -> process.use(use.name(), part(use, proc.tree()));
                case "system" -> {
                    Capability<Control> all = control.capability(client);
                    // To change it is nothing that comes by the way.
                    control.let(
                            client, use.name(), part(use, use.rights() == null ? all.with(Set.of()) : all), process);
                }
                case "control" -> process.use(use.name(), part(use, power.capability()));
                default -> process.use(use.name(), part(use, proc.processes()));
            }
        }
    }

    private static final class OfNet extends BuiltServer {
        private final NetService net;

        OfNet(NetService net) {
            super(BuiltIn.HOST_NET);
            this.net = net;
        }

        @Override
        String text(Use use, ProcessDefinition process) {
            return process.listen() + " " + process.connect();
        }

        @Override
        void add(ProcessDefinition client, String text) {
            net.client(client.name(), NetRights.of(client.grants()));
        }

        @Override
        void remove(String client) {
            net.without(client);
        }

        @Override
        Service service(String name) {
            return net.service(name);
        }

        @Override
        void let(Use use, String client, Grants process) {
            Capability<Net> has = part(use, net.capability(client));
            net.let(client, use.name(), has, process);
        }
    }
}
