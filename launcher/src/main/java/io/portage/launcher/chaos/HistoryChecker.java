package io.portage.launcher.chaos;

import java.util.List;
import java.util.stream.Stream;

/// Holds the history of a key against every rule.
final class HistoryChecker {
    private HistoryChecker() {}

    static List<Violation> check(KeyHistory history) {
        return Stream.of(Rule.values())
                .flatMap(rule -> rule.check(history).stream())
                .toList();
    }
}
