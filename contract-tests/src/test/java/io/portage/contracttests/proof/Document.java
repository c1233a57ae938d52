package io.portage.contracttests.proof;

import java.util.List;
import java.util.stream.Stream;

/// A requirement document, statement by statement.
record Document(String title, List<Section> sections) {
    /// @param title its number and heading
    record Section(String title, List<Statement> statements) {}

    Stream<Statement> statements() {
        return sections.stream().flatMap(section -> section.statements().stream());
    }
}
