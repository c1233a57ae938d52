package io.portage.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.portage.contract.ContractException;
import io.portage.contract.ContractReader;
import io.portage.gateway.Settings;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/// The analyzer as Spring Boot finds it, and failures as Spring wraps them.
final class SettingsFailureAnalyzerTest {
    @EnableConfigurationProperties(Settings.class)
    static class OnlySettings {}

    private static FailureAnalyzer analyzer() {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.handleMessage((_, _) -> {}))
                .stream()
                .filter(SettingsFailureAnalyzer.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable FailureAnalysis analyze(Throwable failure) {
        return analyzer().analyze(failure);
    }

    private static void assertSays(Throwable failure, String... parts) {
        var analysis = analyze(failure);
        assertThat(analysis).isNotNull();
        if (analysis != null) {
            assertThat(analysis.getDescription())
                    .contains(parts)
                    .contains("(expected: ")
                    .doesNotContain("org.springframework", "Exception", "Error creating bean", "nested");
            assertThat(analysis.getAction()).contains("docs/configuration.md");
            assertThat(analysis.getCause()).isSameAs(failure);
        }
    }

    @Test
    void analyzeWhenASettingIsWrongThenItsNameValueAndExpectation() {
        new ApplicationContextRunner()
                .withUserConfiguration(OnlySettings.class)
                .withPropertyValues("portage.mutations.total=-5")
                .run(context -> {
                    var failure = context.getStartupFailure();
                    assertThat(failure).isNotNull();
                    if (failure != null) {
                        assertSays(failure, "mutations.total: -5 (expected: >= 1)");
                    }
                });
    }

    @Test
    void analyzeWhenAContractFileIsWrongThenItsErrors(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("orders.yml"), "service: orders\noperations: 7\n");
        var failure = catchThrowable(() -> ContractReader.readDirectory(folder));
        assertThat(failure).isInstanceOf(ContractException.class);
        var bean = new BeanCreationException("syncContract", "nested: " + failure.getMessage(), failure);
        assertSays(new UnsatisfiedDependencyException("x.class", "operations", "contract", bean), "orders.yml");
    }

    @Test
    void analyzeWhenTheFailureIsForeignThenNothing() {
        assertThat(analyze(new BeanCreationException("x", "no bean", new BindException("Address already in use"))))
                .isNull();
        assertThat(analyze(new IllegalStateException())).isNull();
    }
}
