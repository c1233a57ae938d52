package io.portage.contracttests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.wire.Message;
import io.portage.contracttests.world.Json;
import tools.jackson.databind.JsonNode;

/// What the stories expect of answers.
final class Answers {
    private Answers() {}

    /// The body of a success.
    static JsonNode success(Message answer) {
        assertThat(answer.status() / 100).as("%s", answer).isEqualTo(2);
        return answer.body().length == 0 ? Json.object() : Json.read(answer.text());
    }

    static String id(Message answer) {
        return success(answer).required("id").asString();
    }

    /// Refused with that code, by the gateway or by the service.
    static void assertRefused(Message answer, int status, String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(Json.read(answer.text()).path("code").asString()).isEqualTo(code);
    }
}
