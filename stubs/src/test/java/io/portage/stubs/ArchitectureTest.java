package io.portage.stubs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// What may stand on what inside the stubs.
final class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.portage.stubs");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.portage.stubs.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void wireMockStaysBehindTheServices() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.portage.stubs.service")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.tomakehurst.wiremock..")
                .check(MAIN);
    }

    @Test
    void stubsStandOnLittle() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.portage.stubs..",
                        "io.portage.contract..",
                        "java..",
                        "org.jspecify..",
                        "tools.jackson..",
                        "com.github.tomakehurst.wiremock..",
                        "picocli..")
                .check(MAIN);
    }
}
