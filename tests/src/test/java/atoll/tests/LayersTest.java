package atoll.tests;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** Each layer depends only on those below it; the kernel depends on the JDK, the contracts and its own boundary alone. */
class LayersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("atoll", "java.atoll");

    @Test
    void layersDependDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("contracts")
                .definedBy("atoll.contract..")
                .layer("boundary")
                .definedBy("java.atoll..", "atoll.boundary..")
                .layer("kernel")
                .definedBy("atoll.kernel..")
                .layer("linker")
                .definedBy("atoll.linker..")
                .layer("personality")
                .definedBy("atoll.personality..")
                .layer("system")
                .definedBy("atoll.system..")
                .layer("servers")
                .definedBy("atoll.server..")
                .layer("userland")
                .definedBy("atoll.userland..")
                .whereLayer("contracts")
                .mayNotAccessAnyLayer()
                .whereLayer("boundary")
                .mayNotAccessAnyLayer()
                .whereLayer("system")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("servers")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("userland")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("personality")
                .mayOnlyBeAccessedByLayers("system")
                .whereLayer("linker")
                .mayOnlyBeAccessedByLayers("personality", "system")
                .whereLayer("kernel")
                .mayOnlyBeAccessedByLayers("linker", "personality", "system")
                .check(CLASSES);
    }

    @Test
    void contractsDependOnTheJdkAlone() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("atoll.contract..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "atoll.contract..", "java.lang..", "java.io..", "java.nio.channels..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void serversDependOnContractsAlone() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("atoll.server.(*)..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("atoll.server..", "atoll.contract..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    /** As servers do, and on JLine for what is typed. */
    @Test
    void theShellDependsOnContractsAlone() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("atoll.shell..")
                .and()
                .resideOutsideOfPackage("atoll.shell.edit..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("atoll.shell..", "atoll.contract..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theSshServerDependsOnContractsAndLibrariesAlone() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("atoll.ssh..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "atoll.ssh..",
                        "atoll.contract..",
                        "java..",
                        "org.jspecify..",
                        "org.apache.sshd..",
                        "com.google.gson..")
                .check(CLASSES);
    }

    @Test
    void librariesDependOnContractsAlone() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("atoll.library..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("atoll.library..", "atoll.contract..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void programsOfTheUserDependOnContractsAlone() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("atoll.userland..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("atoll.userland..", "atoll.contract..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theConsoleDependsOnContractsAndTheWebServerOfTheJdk() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("atoll.console..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "atoll.console..", "atoll.contract..", "java..", "com.sun.net.httpserver..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void kernelAndBoundaryDependOnTheJdkAlone() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAnyPackage("atoll.kernel..", "java.atoll..", "atoll.boundary..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "atoll.kernel..",
                        "atoll.contract..",
                        "java..",
                        "com.sun.management..",
                        "atoll.boundary..",
                        // What HotSpot reads of classes on the boot class path.
                        "jdk.internal.vm.annotation..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    /**
     * All processes run the same compiled code of the JDK, shaped by who ran it first. A kernel that boots with streams and
     * regular expressions leaves them to its processes with its own lambdas in their profiles: a program's stream took
     * twice its time.
     */
    @Test
    void theKernelWarmsNoStreamsAndNoRegularExpressions() {
        String because = "its compiled code is the processes' own as well, and would be shaped by the kernel";
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(
                        "java.atoll..", "atoll.boundary..", "atoll.kernel..", "atoll.linker..", "atoll.personality..")
                .and()
                // They give the streams that hooked methods of the JDK give.
                .haveNameNotMatching("java\\.atoll\\.(MachineHook|NetworkHook|OwnHandle|Reach)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.stream..", "java.util.regex..")
                .because(because)
                .check(CLASSES);
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("atoll.system..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.stream..")
                .because(because)
                .check(CLASSES);
    }
}
