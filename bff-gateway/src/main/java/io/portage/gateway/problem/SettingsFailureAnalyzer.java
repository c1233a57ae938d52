package io.portage.gateway.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/// Says in one paragraph which setting or contract file stops the start, instead of a chain of Spring's exceptions.
/// All our own checks say the value and what was expected.
final class SettingsFailureAnalyzer implements FailureAnalyzer {
    private static final String OURS = "(expected: ";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var message = cause.getMessage();
            if (message != null && message.contains(OURS) && cause.getCause() == null) {
                return new FailureAnalysis(
                        message, "Correct it and start again; docs/configuration.md lists every setting.", failure);
            }
        }
        return null;
    }
}
