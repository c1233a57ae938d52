package io.portage.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Dedupe.Carrier;
import io.portage.contract.SyncContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// What clients send is what the sync contract speaks of.
final class KindTest {
    private static final SyncContract CONTRACT = SyncContract.bundled();

    @ParameterizedTest
    @EnumSource
    void operationThenTheContractKnowsItAndItsService(Kind kind) {
        var operation = CONTRACT.operation(kind.operation());
        assertThat(operation.service()).isEqualTo(kind.service());
        assertThat(operation.dedupe().carriers().contains(Carrier.VERSION))
                .isEqualTo(kind.repeat() == Kind.Repeat.GUARDED);
    }

    @ParameterizedTest
    @EnumSource
    void bodyThenEachKeyHasItsOwnRequestWithTheKeyInIt(Kind kind) {
        var body = new JsonMapper().readTree(kind.body("k1"));
        assertThat(kind.path("k1") + kind.body("k1")).isNotEqualTo(kind.path("k2") + kind.body("k2"));
        assertThat(body.has("clientMutationId") || kind.hasHeaderKey()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void repeatThenTheServiceRecognisesItByWhatTheRequestCarries(Kind kind) {
        var carriers = CONTRACT.operation(kind.operation()).dedupe().carriers();
        var body = new JsonMapper().readTree(kind.body("k1"));
        boolean recognised = (carriers.contains(Carrier.HEADER) && kind.hasHeaderKey())
                || (carriers.contains(Carrier.BODY) && body.has("clientMutationId"));
        assertThat(kind.repeat() == Kind.Repeat.RECOGNISED).isEqualTo(recognised);
    }
}
