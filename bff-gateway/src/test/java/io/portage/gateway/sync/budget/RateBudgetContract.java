package io.portage.gateway.sync.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.caller.Caller;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/// What every budget does. Buckets hold a hundred tokens and get ten a second.
public abstract class RateBudgetContract {
    protected static final int MOST = 100;
    protected static final int REFILL = 10;
    protected static final Caller PAT = caller("north", "pat");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    protected abstract RateBudget budget();

    /// Lets time pass.
    protected abstract void pass(Duration time);

    protected static Caller caller(String tenant, String subject) {
        return new Caller(tenant, subject, Set.of(), Set.of());
    }

    protected int take(Caller caller, int wanted) {
        return budget().take(caller, wanted).blockOptional(LIMIT).orElseThrow();
    }

    @Test
    public void takeWhenThereIsLessThanWantedThenWhatThereIs() {
        assertThat(take(PAT, 70)).isEqualTo(70);
        assertThat(take(PAT, 70)).isBetween(30, 32);
        assertThat(take(PAT, 70)).isBetween(0, 2);
    }

    @Test
    public void takeWhenTimeHasPassedThenTheBucketHasFilledUpToItsBrim() {
        take(PAT, MOST);
        pass(Duration.ofSeconds(2));
        assertThat(take(PAT, MOST)).isBetween(20, 25);
        pass(Duration.ofSeconds(60));
        assertThat(take(PAT, 10 * MOST)).isEqualTo(MOST);
    }

    @Test
    public void giveBackWhenTokensWereNotUsedThenTheyAreThereAgainAndNoMore() {
        take(PAT, MOST);
        budget().giveBack(PAT, 40).block(LIMIT);
        assertThat(take(PAT, MOST)).isBetween(40, 42);
        budget().giveBack(PAT, 10 * MOST).block(LIMIT);
        assertThat(take(PAT, 10 * MOST)).isEqualTo(MOST);
    }

    @Test
    public void takeWhenCallersDifferInTenantOrSubjectThenEachHasItsOwn() {
        take(PAT, MOST);
        assertThat(take(caller("south", "pat"), MOST)).isEqualTo(MOST);
        assertThat(take(caller("north", "proxy"), MOST)).isEqualTo(MOST);
        assertThat(take(caller("northp", "at"), MOST)).isEqualTo(MOST);
    }

    @Test
    public void takeWhenManyAskAtOnceThenNoTokenIsGivenTwice() {
        var taken = Flux.range(0, 64)
                .flatMap(_ -> budget().take(PAT, 3).subscribeOn(Schedulers.boundedElastic()), 64)
                .reduce(Integer::sum)
                .blockOptional(LIMIT)
                .orElseThrow();
        assertThat(taken).isBetween(MOST - 2, MOST + 3 * REFILL);
    }

    @Test
    public void secondsUntilWhenTokensAreMissingThenWholeSecondsAndNoneTooFew() {
        assertThat(budget().secondsUntil(1)).isEqualTo(1);
        assertThat(budget().secondsUntil(10)).isEqualTo(1);
        assertThat(budget().secondsUntil(11)).isEqualTo(2);
    }
}
