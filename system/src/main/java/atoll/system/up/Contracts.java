package atoll.system.up;

import atoll.kernel.ContractLoader;
import atoll.kernel.ContractViolation;
import atoll.system.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contracts that processes of a system serve and use: each class is one for all of them.
 *
 * @param stamp what the files were when they were read
 */
record Contracts(String stamp, ContractLoader loader) {
    /** Reads them, unless they are those that were read before. */
    static Contracts read(List<Path> places, @Nullable Contracts before) throws BadInput {
        String stamp = Stamp.of(places);
        if (before != null && before.stamp.equals(stamp)) {
            return before;
        }
        try {
            return new Contracts(stamp, ContractLoader.open(places));
        } catch (IOException | ContractViolation e) {
            throw new BadInput("cannot be used", e);
        }
    }

    Class<?> contract(String name) throws BadInput {
        try {
            return loader.contract(name);
        } catch (ClassNotFoundException e) {
            throw new BadInput("there is no class " + name + " in what \"contracts\" names");
        } catch (ContractViolation e) {
            throw new BadInput("no contract", e);
        }
    }
}
