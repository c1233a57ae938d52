package io.portage.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.problem.Action;
import io.portage.gateway.problem.ProblemCode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/problems.md`, from [ProblemCode].
final class ProblemDocsTest {
    /// Codes that travel with more than their usual status, and where that is decided: WireRules and ServiceErrors.
    private static final Map<ProblemCode, String> STATUSES = Map.of(
            ProblemCode.REQUEST_MALFORMED, "400, 414, 417, 501, 505",
            ProblemCode.HEADER_INVALID, "400, 431",
            ProblemCode.SERVICE_ERROR, "the service's");

    /// Codes whose action depends on the request, and where that is decided: Execution, ServiceErrors and bursts.
    private static final Map<ProblemCode, String> ACTIONS = Map.of(
            ProblemCode.PREDECESSOR_FAILED, "`ask-user`, or `retry-same-key` for what is held",
            ProblemCode.UPSTREAM_FAILED, "`retry-same-key` for reads and where the service dedupes, else `look-up`",
            ProblemCode.UPSTREAM_TIMEOUT, "`retry-same-key` for reads and where the service dedupes, else `look-up`",
            ProblemCode.SERVICE_ERROR, "by status");

    private static final Map<ProblemCode, String> RETRYABLE = Map.of(
            ProblemCode.PREDECESSOR_FAILED, "by action",
            ProblemCode.UPSTREAM_FAILED, "by action",
            ProblemCode.UPSTREAM_TIMEOUT, "by action",
            ProblemCode.SERVICE_ERROR, "by action");

    private static final String INTRO = """
            # Problems

            Whatever the gateway refuses or cannot answer is a problem of RFC 9457, `application/problem+json`, with the \
            members `type` (a name: `urn:portage:problem:` and the code), `title`, `status`, `detail` (the value and what \
            was expected, never a value out of a body), `instance`, `code`, `correlationId` (the same as in \
            `X-Correlation-Id` and in the log), `retryable` (whether the same request may be sent again as it is) and \
            `action`. Some carry more: `serverTime` with `QUEUED_AT_INVALID`, `items` with `BATCH_REFUSED`, and \
            `outcome: completed` with a 403 where the caller's own mutation had taken effect before.

            Clients decide by `action`, one of %s; one that they do not know they treat by its status class. An error of \
            a service that has a `code` of its own passes byte for byte, status included, and is not in this table.

            | code | status | action | retryable | meaning |
            |---|---|---|---|---|
            """;

    private static String row(ProblemCode code) {
        return "| `%s` | %s | %s | %s | %s |%n"
                .replace("%n", "\n")
                .formatted(
                        code,
                        STATUSES.getOrDefault(code, Integer.toString(code.status())),
                        ACTIONS.getOrDefault(code, "`" + code.action().text() + "`"),
                        RETRYABLE.getOrDefault(code, code.action().retryable() ? "yes" : "no"),
                        GeneratedDoc.cell(code.title()));
    }

    @Test
    void pageWhenCodesChangeThenWrittenAnew() {
        var actions = Stream.of(Action.values())
                .map(action -> "`" + action.text() + "`")
                .collect(Collectors.joining(", "));
        var rows = Stream.of(ProblemCode.values()).map(ProblemDocsTest::row).collect(Collectors.joining());
        GeneratedDoc.check("problems.md", INTRO.formatted(actions) + rows);
    }

    @Test
    void codesWhenListedThenWithAnErrorStatusAndAType() {
        assertThat(ProblemCode.values())
                .allMatch(code -> code.status() >= 400 && code.status() < 600)
                .extracting(ProblemCode::type)
                .doesNotHaveDuplicates()
                .allMatch(type -> type.matches("urn:portage:problem:[a-z-]+"));
    }
}
