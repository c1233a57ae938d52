package io.portage.contracttests.proof;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The page that shows what is proven, by which test, and what is not, and why.
final class RequirementsPage {
    /// How far the tests go with a statement.
    private enum Status {
        PROVEN("proven"),
        PARTLY("partly"),
        OPEN("open"),
        NOT_OURS("not ours");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        static Status of(boolean tested, @Nullable String open) {
            if (tested) {
                return open == null ? PROVEN : PARTLY;
            }
            return open != null && open.startsWith("not ours") ? NOT_OURS : OPEN;
        }
    }

    private final List<Document> documents;
    private final SortedMap<String, SortedSet<String>> declared;

    RequirementsPage(List<Document> documents, SortedMap<String, SortedSet<String>> declared) {
        this.documents = documents;
        this.declared = declared;
    }

    String text() {
        return """
                # Requirements and their proofs

                Every statement of the five requirement documents, with the tests that prove it. Generated from
                `contract-tests/src/main/resources/requirements` and from `@Proves` on tests; a build fails when this page
                is stale. *Partly*: tests prove what the gateway can do about it, the reason names the rest. *Not ours*:
                the duty of a client or a service.

                %s
                %s
                """.formatted(summary(), documents.stream().map(this::page).collect(Collectors.joining("\n")))
                        .stripTrailing()
                + "\n";
    }

    private String summary() {
        var head = "| document | statements | "
                + Arrays.stream(Status.values()).map(status -> status.text).collect(Collectors.joining(" | "))
                + " |\n|---|--:|--:|--:|--:|--:|\n";
        return head + documents.stream().map(this::summary).collect(Collectors.joining());
    }

    private String summary(Document document) {
        var counts = Arrays.stream(Status.values())
                .map(status -> document.statements()
                        .filter(statement -> status(statement) == status)
                        .count())
                .map(String::valueOf)
                .collect(Collectors.joining(" | "));
        return "| %s | %d | %s |\n"
                .formatted(document.title(), document.statements().count(), counts);
    }

    private String page(Document document) {
        return "## " + document.title() + "\n"
                + document.sections().stream().map(this::section).collect(Collectors.joining());
    }

    private String section(Document.Section section) {
        return "\n### " + section.title() + "\n\n| id | statement | proven by | status |\n|---|---|---|---|\n"
                + section.statements().stream().map(this::row).collect(Collectors.joining());
    }

    private String row(Statement statement) {
        var tests = tests(statement).stream().map(test -> "`" + test + "`").collect(Collectors.joining(", "));
        var status = status(statement);
        var reason = statement.open() == null ? "" : ": " + statement.open().replaceFirst("^not ours[,;] ", "");
        return "| %s | %s | %s | %s%s |\n".formatted(statement.id(), statement.text(), tests, status.text, reason);
    }

    private Status status(Statement statement) {
        return Status.of(!tests(statement).isEmpty(), statement.open());
    }

    private SortedSet<String> tests(Statement statement) {
        var tests = new TreeSet<>(declared.getOrDefault(statement.id(), new TreeSet<>()));
        statement.provenBy().forEach(test -> tests.add(withoutPackage(test)));
        return tests;
    }

    private static String withoutPackage(String test) {
        return test.substring(test.lastIndexOf('.', test.lastIndexOf('.') - 1) + 1);
    }
}
