package io.portage.kong.cli;

import io.portage.kong.report.Format;
import io.portage.kong.report.Subject;
import io.portage.kong.verify.Options;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Looks up what somebody named on the command line.
final class Found {
    private Found() {}

    /// A configuration that Kong would take; says why where it would not, as `verify` does.
    static Optional<Subject> configuration(String file, Options options, Output output) {
        var subject = new Inputs(options).verify(List.of(file)).getFirst();
        if (subject.verification().config() == null) {
            output.print(Format.TEXT.of(List.of(subject), output.colours()));
            return Optional.empty();
        }
        return Optional.of(subject);
    }

    /// The one of that name.
    static <T> T named(String option, String name, List<T> all, Function<T, String> label) {
        return all.stream()
                .filter(it -> label.apply(it).equals(name))
                .findFirst()
                .orElseThrow(() -> new Unusable(option + ": " + name + " (expected: "
                        + (all.isEmpty()
                                ? "one of those in the file, which has none"
                                : Nearest.words(name, all.stream().map(label).toList()))
                        + ")"));
    }
}
