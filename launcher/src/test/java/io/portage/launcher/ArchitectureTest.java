package io.portage.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The story is told from outside: over HTTP alone, without a look into stubs or gateway.
final class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.portage.launcher");

    @Test
    void storyKnowsNeitherStubsNorGateway() {
        noClasses()
                .that()
                .resideInAPackage("io.portage.launcher.demo")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.portage.stubs..", "io.portage.gateway..", "io.portage.launcher")
                .check(MAIN);
    }

    @Test
    void chaosKnowsGatewaysByTheirCommandLineAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.portage.launcher.chaos")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.portage.gateway..", "io.portage.launcher", "io.portage.launcher.demo")
                .check(MAIN);
    }

    @Test
    void httpStandsOnTheJdkAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.portage.launcher.http")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "org.jspecify..", "io.portage.launcher.http")
                .check(MAIN);
    }
}
