package io.portage.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// What the sync contract may stand on: gateway, verifier, stubs and tests all carry it along.
final class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.portage.contract");

    @Test
    void contractStandsOnYamlAndNothingElse() {
        assertThat(MAIN).hasSizeGreaterThan(10);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.portage.contract..", "java..", "org.jspecify..", "org.snakeyaml.engine..")
                .check(MAIN);
    }

    @Test
    void yamlStaysInsideTheReaders() {
        classes()
                .that()
                .haveSimpleNameNotEndingWith("Reader")
                .and()
                .haveSimpleNameNotContaining("Yaml")
                .and()
                .haveSimpleNameNotContaining("Problems")
                .and()
                .haveSimpleNameNotContaining("Declared")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("org.snakeyaml.engine..")
                .check(MAIN);
    }
}
