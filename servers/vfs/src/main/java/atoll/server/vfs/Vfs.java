package atoll.server.vfs;

import atoll.contract.Names;
import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.contract.process.Health;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * {@code Vfs SPACE PATH=TREE ... [SPACE PATH=TREE ...]}: serves each SPACE, with TREEs that this process was given mounted at
 * PATHs. It keeps nothing else: killed, it is followed by one that says the same.
 */
public final class Vfs {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Vfs() {}

    /** There is no lock that a call could keep from others. */
    private static final class Alive implements Health {
        @Override
        public void beat() {}
    }

    public static void main(String[] args) throws InterruptedException {
        Map<String, Mounts> spaces = spaces(args, new SecureRandom().nextLong());
        for (Map.Entry<String, Mounts> space : spaces.entrySet()) {
            space.getValue().checkNotEmpty(space.getKey());
        }
        for (Map.Entry<String, Mounts> space : spaces.entrySet()) {
            Names.serve(space.getKey(), FileSpace.class, space.getValue());
        }
        Names.serveIfGiven("health", Health.class, new Alive());
        NEVER.await();
    }

    /** {@code first}: mounts are numbered from it; another one for each process there ever is. */
    private static Map<String, Mounts> spaces(String[] args, long first) {
        Map<String, Mounts> spaces = new LinkedHashMap<>();
        Mounts mounts = null;
        long number = first;
        for (String argument : args) {
            int equals = argument.lastIndexOf('=');
            if (equals < 0) {
                mounts = new Mounts();
                if (spaces.put(argument, mounts) != null) {
                    throw new IllegalArgumentException("the space " + argument + " is there twice");
                }
                continue;
            }
            if (mounts == null) {
                throw new IllegalArgumentException(argument + " comes before the name of a space");
            }
            FileTree tree = Names.find(argument.substring(equals + 1), FileTree.class);
            mounts.add(argument.substring(0, equals), new Mount(number++, tree));
        }
        return spaces;
    }
}
