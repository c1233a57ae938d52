package io.portage.contracttests.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.wire.Message;
import io.portage.contracttests.world.Json;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// The results of a burst.
record Results(List<JsonNode> all) {
    static Results of(Message answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        if ("application/x-ndjson".equals(answer.header("Content-Type"))) {
            return new Results(answer.text().lines().map(Json::read).toList());
        }
        var results = Json.read(answer.text()).required("results");
        return new Results(
                IntStream.range(0, results.size()).mapToObj(results::get).toList());
    }

    /// The result of the item with that id.
    Result of(int id) {
        return all.stream()
                .filter(result -> result.path("id").asString("").equals(Integer.toString(id)))
                .reduce((first, second) -> {
                    throw new AssertionError(first + " and " + second + " (expected: one result for each item)");
                })
                .map(Result::new)
                .orElseThrow(() -> new AssertionError(id + ": no result in " + all));
    }

    /// What became of one item.
    record Result(JsonNode json) {
        int status() {
            return json.required("status").asInt();
        }

        String text(String member) {
            return json.path(member).asString("");
        }

        JsonNode body() {
            return json.required("body");
        }

        boolean isFinal() {
            return json.required("final").asBoolean();
        }

        Result succeeded() {
            return is(201, "executed", true);
        }

        Result is(int status, String idempotencyStatus, boolean isFinal) {
            assertThat(status()).as("%s", json).isEqualTo(status);
            assertThat(text("idempotencyStatus")).as("%s", json).isEqualTo(idempotencyStatus);
            assertThat(isFinal()).as("%s", json).isEqualTo(isFinal);
            return this;
        }

        /// A refusal, with the code, the action and whether it may leave the outbox.
        Result refused(int status, String code, String action, boolean isFinal) {
            assertThat(status()).as("%s", json).isEqualTo(status);
            assertThat(body().path("code").asString("")).as("%s", json).isEqualTo(code);
            assertThat(body().path("action").asString("")).as("%s", json).isEqualTo(action);
            assertThat(body().path("correlationId").asString(""))
                    .as("%s", json)
                    .isEqualTo(json.required("headers").path("X-Correlation-Id").asString(""))
                    .isNotEmpty();
            assertThat(isFinal()).as("%s", json).isEqualTo(isFinal);
            return this;
        }

        Result at(String pointer) {
            assertThat(body().path("pointer").asString(text("pointer")))
                    .as("%s", json)
                    .isEqualTo(pointer);
            return this;
        }
    }
}
