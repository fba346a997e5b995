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
                .whereLayer("contracts")
                .mayNotAccessAnyLayer()
                .whereLayer("boundary")
                .mayNotAccessAnyLayer()
                .whereLayer("system")
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
                .resideInAnyPackage("atoll.contract..", "java.lang..", "java.io..", "org.jspecify..")
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
                        "org.jspecify..")
                .check(CLASSES);
    }
}
