package atoll.system.service;

import atoll.kernel.Preload;
import atoll.personality.java.Program;
import java.util.List;

/** A service that another program stands in for, with all that it was given. */
public final class Replaced {
    private Replaced() {}

    public static Service by(Class<?> main, Service service, String... arguments) {
        Program program = new Program(
                service.name + " " + main.getSimpleName(),
                List.of(Preload.place(main)),
                main.getName(),
                List.of(arguments));
        return new Service(service.name, program, service.grants);
    }
}
