package io.portage.gateway.idempotency.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.idempotency.embedded.EmbeddedMachine;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every world of a few attempts, explored to its end with production's transitions.
final class ProtocolModelTest {
    private static final Machine TRANSITIONS = new EmbeddedMachine();

    static List<Setting> quick() {
        return Setting.quick();
    }

    static List<Setting> thorough() {
        return Setting.thorough();
    }

    @ParameterizedTest
    @MethodSource("quick")
    void worldWhenExploredThenEveryLawHolds(Setting setting) {
        holds(setting);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("thorough")
    void worldWhenThoroughThenEveryLawHolds(Setting setting) {
        holds(setting);
    }

    private static void holds(Setting setting) {
        var result = Exploration.of(setting, TRANSITIONS);
        System.out.println(result);
        assertThat(result.trace()).as(result.world()).isNull();
        assertThat(result.states()).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @EnumSource
    void transitionsWhenFlawedThenTheModelFindsIt(Flaw flaw) {
        var result = Exploration.of(flaw.setting(), new FlawedMachine(TRANSITIONS, flaw));
        assertThat(result.trace()).as(result.toString()).startsWith("BROKEN: " + flaw.law());
    }

    /// Judged by what reaches the service alone, and not by what the store says.
    @ParameterizedTest
    @MethodSource("harmful")
    void transitionsWhenFlawedThenAMutationMayRunTwice(Flaw flaw, Setting setting) {
        var result = Exploration.of(setting.judgingOnlyHarm(), new FlawedMachine(TRANSITIONS, flaw));
        assertThat(result.trace()).as(result.toString()).startsWith("BROKEN: at most one ");
    }

    static List<Arguments> harmful() {
        return Flaw.harmful().entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// What no record can prevent: an owner that stood still between its claim and its request for longer than the
    /// service remembers.
    @Test
    void forwardWhenItsOwnerStoodStillForLongerThanTheServiceRemembersThenASecondEffect() {
        var late = Setting.of(Times.WITHIN, 2).with(0, 0).forwardingLate();
        assertThat(Exploration.of(late, TRANSITIONS).trace())
                .startsWith("BROKEN: at most one effect")
                .contains("lease over", "time: PT24H pass", "a: forwards to the service");
        var lateButUnknown = Setting.of(new Redrive.Never(), 2).with(0, 0).forwardingLate();
        assertThat(Exploration.of(lateButUnknown, TRANSITIONS).trace()).isNull();
    }
}
