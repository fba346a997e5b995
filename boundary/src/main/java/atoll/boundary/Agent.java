package atoll.boundary;

import java.io.IOException;
import java.lang.instrument.Instrumentation;

/** The agent: keeps the {@link Instrumentation} for the kernel and does nothing else, so that it costs no start time. */
public final class Agent {
    private static volatile Instrumentation instrumentation;

    private Agent() {}

    public static void premain(String arguments, Instrumentation inst) {
        instrumentation = inst;
    }

    /** By attach, or as Launcher-Agent-Class of a jar without Boot-Class-Path: then this class is not the boot loader's. */
    public static void agentmain(String arguments, Instrumentation inst)
            throws IOException, ReflectiveOperationException {
        if (Agent.class.getClassLoader() != null) {
            BootClasses.define(inst);
        }
        instrumentation = inst;
    }

    /** The agent's instrumentation, handed out once: to the kernel that boots first. Null when there is none. */
    public static Instrumentation take() {
        return instrumentation;
    }
}
