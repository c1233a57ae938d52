package io.portage.contracttests.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.SyncContract;
import io.portage.contracttests.mutant.HarmfulFilter;
import io.portage.contracttests.mutant.HarmfulFilter.Harm;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded.Mutant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The test of the tests: the real gateway with one harmful filter turns the header contract red, for that header.
@ExtendWith(Lab.class)
class MutantGatewayIT {
    private static final long SEED = 20261120;
    private final Mutant gateway;

    MutantGatewayIT(Mutant gateway) {
        this.gateway = gateway;
    }

    static Stream<Arguments> harms() {
        return Stream.of(SyncHeader.values())
                .flatMap(header -> Stream.of(Harm.values()).map(harm -> Arguments.of(harm, header)));
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @ParameterizedTest
    @MethodSource("harms")
    void violationsWhenFilterHarmsHeaderThenNameIt(Harm harm, SyncHeader header) {
        var violations = violations(new HeaderLine(HarmfulFilter.ORDER, harm + " " + header.canonical()));

        assertThat(violations).as("%s", violations).extracting(Violation::part).containsOnly(header.canonical());
    }

    @Test
    void violationsWhenFilterIsToldNothingThenNone() {
        assertThat(violations(new HeaderLine("X-Unused", "x"))).isEmpty();
    }

    private List<Violation> violations(HeaderLine order) {
        var operation = SyncContract.bundled().operation("patient.create");
        return HeaderContract.violations(gateway.subject().with(order), operation, SEED);
    }
}
