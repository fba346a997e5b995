package atoll.system;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Atoll's version, as the manifest of its jar has it, and that of the JVM which it runs in. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "atoll " + (version == null ? "(development)" : version) + " on " + System.getProperty("java.vm.name") + " "
                    + Runtime.version()
        };
    }
}
