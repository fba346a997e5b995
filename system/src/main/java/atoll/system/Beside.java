package atoll.system;

import atoll.kernel.Process;
import atoll.system.service.Service;
import atoll.system.service.Services;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servers that run for a program, if it needs any. */
final class Beside {
    private final Atoll atoll;
    private final List<String> names = new ArrayList<>();
    private @Nullable Services services;

    Beside(Atoll atoll) {
        this.atoll = atoll;
    }

    Atoll atoll() {
        return atoll;
    }

    Services services() {
        if (services == null) {
            services = new Services(atoll);
        }
        return services;
    }

    /** Before {@link #start}. */
    void add(String name, Service service) {
        names.add(name);
        services().add(service);
    }

    void start() throws IOException {
        if (services != null) {
            services.start();
        }
    }

    /** Returns when they are gone, with what they had of the host. */
    void end() throws InterruptedException {
        if (services == null) {
            return;
        }
        List<Process> all = new ArrayList<>();
        for (String name : names) {
            add(all, services.process(name));
        }
        add(all, services.supervisor());
        services.close();
        for (Process process : all) {
            process.waitFor();
        }
    }

    private static void add(List<Process> all, @Nullable Process process) {
        if (process != null) {
            all.add(process);
        }
    }
}
