package io.portage.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation of the sync contract has a stub that does it: read from the contract, so a new one is covered too.
final class EveryOperationIT extends OverSockets {
    static Stream<Operation> all() {
        return SyncContract.bundled().operations().stream();
    }

    private static Reply call(Operation operation, SampleRequest sample, String... headers) {
        var user = operation.service().equals("patient-portal") ? "pat" : "doc";
        var lines = Stream.concat(
                Stream.of("Authorization", "Bearer " + WORLD.token(user)),
                Stream.concat(
                        sample.contentType().isEmpty() ? Stream.of() : Stream.of("Content-Type", sample.contentType()),
                        Arrays.stream(headers)));
        URI address = WORLD.service(operation.service()).resolve(sample.target());
        return send(sample.method(), address, sample.body(), lines.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("all")
    void sampleWhenSentThenDoneOnceAndCounted(Operation operation) {
        var reply = call(operation, SampleRequest.of(operation, "u1"), "Idempotency-Key", "k1");
        if (operation.id().equals("portal.get-export")) {
            assertThat(reply.code()).isEqualTo("EXPORT_NOT_FOUND");
            return;
        }
        assertThat(reply.status()).as(reply.text()).isBetween(200, 299);
        int happened = operation.id().equals("order.create-batch") ? 2 : 1;
        assertThat(effects(operation.id())).isEqualTo(operation.mutates() ? happened : 0);
        assertThat(WORLD.effects())
                .allSatisfy(effect -> assertThat(effect.idempotencyKey()).isEqualTo("k1"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void creationWhenAnsweredThenSaysWhereAndTagsTheVersion(Operation operation) {
        var reply = call(operation, SampleRequest.of(operation, "u1"));
        assertThat(reply.status()).isNotIn(405, 501);
        if (reply.status() == 201) {
            assertThat(reply.header("Location")).endsWith("/" + reply.at("/id"));
            assertThat(reply.at("/id")).isNotBlank();
        }
        if (reply.status() < 300 && reply.body().length > 0 && reply.json().has("version")) {
            assertThat(reply.header("ETag")).isEqualTo("\"" + reply.at("/version") + "\"");
        }
    }
}
