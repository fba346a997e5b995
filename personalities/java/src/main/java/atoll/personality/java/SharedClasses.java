package atoll.personality.java;

import atoll.contract.AnyGate;
import atoll.contract.Busy;
import atoll.contract.CallFailed;
import atoll.contract.Completion;
import atoll.contract.Idempotent;
import atoll.contract.Late;
import atoll.contract.Lent;
import atoll.contract.Names;
import atoll.contract.Notification;
import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.contract.Receiver;
import atoll.contract.Refused;
import atoll.contract.Region;
import atoll.contract.Revoked;
import atoll.contract.Right;
import atoll.contract.Ring;
import atoll.contract.Sender;
import atoll.contract.Signal;
import atoll.contract.block.BlockDevice;
import atoll.contract.clock.Clock;
import atoll.contract.entropy.Entropy;
import atoll.contract.file.FileTree;
import atoll.contract.log.Log;
import atoll.contract.name.NameSpace;
import atoll.contract.net.Net;
import atoll.contract.process.Health;
import atoll.contract.terminal.Terminal;
import atoll.kernel.Preload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The classes that processes have in common with each other and the kernel: what both sides of a call see. */
final class SharedClasses {
    private static final List<Class<?>> ALWAYS = List.of(
            AnyGate.class,
            Busy.class,
            CallFailed.class,
            Completion.class,
            Idempotent.class,
            Late.class,
            Lent.class,
            Names.class,
            Notification.class,
            PeerDied.class,
            PeerFailed.class,
            Receiver.class,
            Refused.class,
            Region.class,
            Revoked.class,
            Ring.class,
            Right.class,
            Sender.class,
            Signal.class);

    /** What a program may be written against without being given it. */
    private static final List<List<Class<?>>> CONTRACTS = List.of(
            Preload.beside(Health.class),
            Preload.beside(FileTree.class),
            Preload.beside(BlockDevice.class),
            Preload.beside(Log.class),
            Preload.beside(Clock.class),
            Preload.beside(Entropy.class),
            Preload.beside(Net.class),
            Preload.beside(Terminal.class),
            Preload.beside(NameSpace.class));

    private static final Map<String, Class<?>> COMMON = common();

    private SharedClasses() {}

    private static Map<String, Class<?>> common() {
        Map<String, Class<?>> common = new HashMap<>();
        for (Class<?> type : ALWAYS) {
            common.put(type.getName(), type);
        }
        for (List<Class<?>> group : CONTRACTS) {
            for (Class<?> type : group) {
                common.put(type.getName(), type);
            }
        }
        return Map.copyOf(common);
    }

    /** By name: those of every process, the system's own contracts, and {@code contracts}. */
    static Map<String, Class<?>> with(Set<Class<?>> contracts) {
        if (contracts.isEmpty()) {
            return COMMON;
        }
        Map<String, Class<?>> shared = new HashMap<>(COMMON);
        for (Class<?> type : contracts) {
            shared.put(type.getName(), type);
        }
        return Map.copyOf(shared);
    }
}
