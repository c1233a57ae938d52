package io.portage.gateway.mutation;

import static io.portage.gateway.problem.ProblemCode.OVERLOADED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portage.gateway.SettingsTest;
import io.portage.gateway.problem.RejectedException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BodyBudgetTest {
    private final BodyBudget budget = new BodyBudget(SettingsTest.bound(Map.of("portage.mutations.bodies", "10B")));

    private static void assertRefused(BodyShare share, int bytes) {
        var refused = catchThrowableOfType(RejectedException.class, () -> share.take(bytes));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.rejection().code()).isEqualTo(OVERLOADED);
        assertThat(refused.rejection().status()).isEqualTo(503);
        assertThat(refused.rejection().headers())
                .containsEntry("Retry-After", "1")
                .containsEntry("Connection", "close");
    }

    private void assertWholeBudgetIsFree() {
        var share = budget.share();
        assertThatCode(() -> share.take(10)).doesNotThrowAnyException();
        assertRefused(budget.share(), 1);
        share.giveBack();
    }

    @Test
    void takeWhenAllSharesTogetherExceedTheBoundThenOverloaded() {
        var first = budget.share();
        var second = budget.share();
        first.take(4);
        second.take(6);
        assertRefused(first, 1);
        assertRefused(budget.share(), 1);
        first.giveBack();
        second.take(4);
        assertRefused(second, 1);
        second.giveBack();
        assertWholeBudgetIsFree();
    }

    @Test
    void takeWhenRefusedThenNothingOfItIsHeld() {
        var share = budget.share();
        share.take(3);
        assertRefused(share, 8);
        assertThatCode(() -> budget.share().take(7)).doesNotThrowAnyException();
    }

    @Test
    void giveBackWhenTwiceThenOnce() {
        var share = budget.share();
        var other = budget.share();
        share.take(5);
        other.take(5);
        share.giveBack();
        share.giveBack();
        assertRefused(budget.share(), 6);
        other.giveBack();
        assertWholeBudgetIsFree();
    }

    /// A time-out ends a request on another thread than the one that brings its bytes.
    @Test
    void takeWhenTheShareWasGivenBackThenNothingIsHeld() {
        var share = budget.share();
        share.take(2);
        share.giveBack();
        share.take(5);
        assertWholeBudgetIsFree();
    }
}
