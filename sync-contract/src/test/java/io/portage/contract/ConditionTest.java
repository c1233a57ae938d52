package io.portage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.QueueRule.Condition;
import io.portage.contract.QueueRule.Otherwise;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a body's member says about queueing, and what its absence says.
final class ConditionTest {
    @ParameterizedTest
    @CsvSource({
        "lab, NEVER, NEVER, true",
        "referral, NEVER, NEVER, false",
        "referral, ALLOW, ALLOW, false",
        "genetics, NEVER, ALLOW, false",
        "genetics, ALLOW, NEVER, true",
        "LAB, NEVER, NEVER, false",
        ", NEVER, NEVER, false",
        ", ALLOW, NEVER, false",
        ", NEVER, ALLOW, true"
    })
    void holdsWhenValueIsAllowedOrTheRuleForTheRestSaysSo(
            @Nullable String value, Otherwise unknown, Otherwise missing, boolean expected) {
        var condition = new Condition(JsonPointer.parse("/type"), Set.of("lab"), Set.of("referral"), unknown, missing);
        assertThat(condition.holds(value)).isEqualTo(expected);
    }
}
