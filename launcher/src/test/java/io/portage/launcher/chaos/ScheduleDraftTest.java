package io.portage.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.launcher.chaos.Disturbance.PauseOwner;
import io.portage.launcher.chaos.Disturbance.Spoil;
import io.portage.launcher.chaos.Schedule.Planned;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Schedules are random and yet follow from their seed alone.
final class ScheduleDraftTest {
    private static final List<Schedule> MANY = LongStream.range(0, 200)
            .mapToObj(seed -> ScheduleDraft.of(seed, 40, 3))
            .toList();

    private static List<Disturbance> disturbances() {
        return MANY.stream()
                .flatMap(schedule -> schedule.disturbances().stream())
                .map(Planned::what)
                .toList();
    }

    @Test
    void ofWhenTheSeedIsTheSameThenTheScheduleIs() {
        assertThat(ScheduleDraft.of(42, 40, 3)).isEqualTo(ScheduleDraft.of(42, 40, 3));
    }

    @Test
    void ofWhenTheSeedIsAnotherThenAllKeysAre() {
        var keys = MANY.stream()
                .flatMap(schedule -> schedule.errands().stream())
                .map(Errand::name)
                .toList();
        assertThat(keys).hasSize(200 * 40).doesNotHaveDuplicates();
    }

    @Test
    void ofManySeedsThenEverythingGoesWrongSometime() {
        var names = new TreeSet<String>();
        disturbances().forEach(disturbance -> names.add(disturbance.name()));
        assertThat(names)
                .containsExactly(
                        "end-gateway",
                        "kill-gateway",
                        "kill-redis",
                        "pause-gateway",
                        "pause-owner",
                        "pause-redis",
                        "service-busy",
                        "service-close",
                        "service-error",
                        "service-limited",
                        "service-page",
                        "service-refuse",
                        "service-reset",
                        "service-slow",
                        "service-truncate");
    }

    @Test
    void ofManySeedsThenClientsDoEverythingSometime() {
        var kinds = EnumSet.noneOf(Kind.class);
        var errands =
                MANY.stream().flatMap(schedule -> schedule.errands().stream()).toList();
        errands.forEach(errand -> kinds.add(errand.kind()));
        assertThat(kinds).containsExactly(Kind.values());
        assertThat(errands)
                .anyMatch(errand -> errand.copies() == 2)
                .anyMatch(errand -> errand.copies() == 4)
                .anyMatch(errand -> errand.hangsUpAfter() != null)
                .anyMatch(errand -> errand.queued() != null);
    }

    @Test
    void ofManySeedsThenSomeKeysAreInUseInTwoTenantsAtOnce() {
        int pairs = 0;
        for (var errands : MANY.stream().map(Schedule::errands).toList()) {
            for (int i = 0; i < errands.size(); i++) {
                if (errands.get(i).tenant().equals(Errand.ABROAD)) {
                    checkPair(errands.get(i - 1), errands.get(i));
                    pairs++;
                }
            }
        }
        assertThat(pairs).isGreaterThan(200);
    }

    private static void checkPair(Errand home, Errand abroad) {
        assertThat(List.of(abroad.key(), abroad.kind(), abroad.tenant()))
                .isEqualTo(List.of(home.key(), home.kind(), Errand.ABROAD));
        assertThat(abroad.queued()).isEqualTo(home.queued());
        assertThat(abroad.at().minus(home.at())).isBetween(Duration.ZERO, Duration.ofMillis(30));
    }

    /// A key that is the beginning of another one would be found in the other's answer.
    @Test
    void ofAnySeedThenNoKeyIsTheBeginningOfAnother() {
        var keys =
                MANY.getFirst().errands().stream().map(Errand::key).distinct().toList();
        assertThat(keys)
                .allSatisfy(key -> assertThat(keys)
                        .filteredOn(other -> other.contains(key))
                        .hasSize(1));
    }

    @Test
    void ofAnySeedThenDisturbancesAndClientsBeginDuringTheStorm() {
        assertThat(MANY).allSatisfy(schedule -> {
            assertThat(schedule.disturbances())
                    .extracting(Planned::at)
                    .allMatch(ScheduleDraftTest::isInStorm)
                    .isSorted();
            assertThat(schedule.errands()).extracting(Errand::at).allMatch(ScheduleDraftTest::isInStorm);
        });
    }

    private static boolean isInStorm(Duration at) {
        return !at.isNegative() && at.compareTo(Timing.STORM.plusMillis(30)) < 0;
    }

    /// The queue of a phone may be as old as this, and still nothing has expired.
    @Test
    void ofAnySeedThenNothingIsQueuedForSoLongThatItExpires() {
        assertThat(MANY.stream().flatMap(schedule -> schedule.errands().stream()))
                .extracting(Errand::queued)
                .allMatch(queued -> queued == null || queued.compareTo(Duration.ofHours(21)) < 0);
    }

    @Test
    void ofAnySeedThenThePortalNeverSaysThatNothingHappened() {
        assertThat(disturbances())
                .filteredOn(disturbance ->
                        disturbance instanceof Spoil spoil && spoil.service().equals("patient-portal"))
                .extracting(Disturbance::name)
                .isNotEmpty()
                .doesNotContain("service-busy", "service-limited");
    }

    @Test
    void ofAnySeedThenSomeOwnersStandStillForLongerThanTheirLease() {
        assertThat(disturbances())
                .filteredOn(disturbance -> disturbance instanceof PauseOwner)
                .hasSizeGreaterThan(20)
                .allMatch(disturbance -> disturbance instanceof PauseOwner pause
                        && pause.length().compareTo(Timing.LEASE) > 0);
    }
}
