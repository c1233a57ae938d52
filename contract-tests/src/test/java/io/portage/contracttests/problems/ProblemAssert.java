package io.portage.contracttests.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.wire.Message;
import io.portage.contracttests.world.Json;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import tools.jackson.databind.JsonNode;

/// What every problem must hold, whatever went wrong.
public final class ProblemAssert extends AbstractAssert<ProblemAssert, Message> {
    private ProblemAssert(Message answer) {
        super(answer, ProblemAssert.class);
    }

    public static ProblemAssert assertProblem(Message answer) {
        return new ProblemAssert(answer);
    }

    /// The answer is a complete problem of that code and status.
    public ProblemAssert is(int status, Code code) {
        assertThat(actual.status()).as("%s", actual).isEqualTo(status);
        assertThat(code.allows(status)).as("%s with status %d", code, status).isTrue();
        assertThat(actual.header("Content-Type")).as("%s", actual).startsWith("application/problem+json");
        var body = body();
        assertThat(text("code")).as("%s", actual).isEqualTo(code.name());
        assertThat(body.path("status").asInt(0)).isEqualTo(status);
        assertThat(body.path("retryable").isBoolean())
                .as("retryable: %s", actual)
                .isTrue();
        for (var member : new String[] {"type", "title", "detail", "instance", "action"}) {
            assertThat(text(member)).as("%s: %s", member, actual).isNotBlank();
        }
        assertThat(code.asksFor(text("action"))).as("action of %s", actual).isTrue();
        assertThat(actual.values("X-Correlation-Id")).as("%s", actual).containsExactly(text("correlationId"));
        return this;
    }

    public ProblemAssert asksFor(String action) {
        assertThat(text("action")).as("%s", actual).isEqualTo(action);
        return this;
    }

    public ProblemAssert isRetryable(boolean retryable) {
        assertThat(body().path("retryable").asBoolean()).as("%s", actual).isEqualTo(retryable);
        return this;
    }

    /// The detail names the value or the expectation.
    public ProblemAssert says(String... parts) {
        assertThat(text("detail")).contains(parts);
        return this;
    }

    public ProblemAssert has(String member, String value) {
        assertThat(text(member)).as("%s of %s", member, actual).isEqualTo(value);
        return this;
    }

    public ProblemAssert lacks(String member) {
        assertThat(body().has(member)).as("%s in %s", member, actual).isFalse();
        return this;
    }

    /// Seconds after which to come again.
    public ProblemAssert saysWhenToRetry() {
        assertThat(actual.header("Retry-After")).as("%s", actual).matches("[1-9][0-9]*");
        return this;
    }

    public ProblemAssert hasHeader(String name, String pattern) {
        assertThat(actual.header(name)).as("%s", actual).matches(pattern);
        return this;
    }

    public ProblemAssert hasNoIdempotencyStatus() {
        assertThat(actual.values("Idempotency-Status")).isEmpty();
        return this;
    }

    public JsonNode body() {
        return Json.read(Objects.requireNonNull(actual).text());
    }

    private String text(String member) {
        return body().path(member).asString("");
    }
}
