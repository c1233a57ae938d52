package io.portage.gateway.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.SettingsTest;
import io.portage.gateway.caller.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// How much of the room for bursts anybody may hold, where there are 48 MiB.
final class BurstBytesTest {
    private static final int MEGABYTE = 1 << 20;
    private static final long SEED = 20261120;
    private final BurstBytes room = new BurstBytes(SettingsTest.bound(Map.of("portage.bursts.bodies", "48MB")));

    private BodyShare share(String tenant, int subject) {
        return room.share(new Caller.Identity(tenant, "s" + subject));
    }

    private static int most(BodyShare share) {
        int taken = 0;
        try {
            while (true) {
                share.take(MEGABYTE / 16);
                taken += MEGABYTE / 16;
            }
        } catch (BurstBytes.FullException _) {
            return taken;
        }
    }

    @Test
    void takeWhenACallerIsAloneThenASixthHoweverManyBurstsTheyHave() {
        assertThat(most(share("north", 1))).isEqualTo(8 * MEGABYTE);
        assertThat(most(share("north", 1))).isZero();
    }

    @Test
    void takeWhenCallersOfATenantTakeAllTheyGetThenHalfIsLeftForOthersAndSomethingForTheirOwn() {
        int held = 0;
        for (int i = 0; i < 8; i++) {
            int taken = most(share("north", i));
            assertThat(taken).as("caller %d", i).isGreaterThan(MEGABYTE / 4);
            held += taken;
        }
        assertThat(held).isBetween(20 * MEGABYTE, 24 * MEGABYTE);
        assertThat(most(share("south", 0))).isGreaterThan(3 * MEGABYTE);
    }

    @Test
    void takeWhenRefusedOrGivenBackThenNothingIsHeld() {
        var first = share("north", 1);
        var second = share("north", 1);
        first.take(MEGABYTE);
        assertThatThrownBy(() -> second.take(8 * MEGABYTE)).isInstanceOf(BurstBytes.FullException.class);
        second.take(7 * MEGABYTE);
        first.giveBack();
        first.giveBack();
        second.giveBack();
        second.take(MEGABYTE);
        assertThat(most(share("north", 1))).isEqualTo(8 * MEGABYTE);
    }

    @Test
    void takeWhenBurstsComeAndGoThenInTheEndAllOfItIsFree() {
        var random = new Random(SEED);
        var open = new ArrayList<BodyShare>();
        for (int round = 0; round < 5_000; round++) {
            if (!open.isEmpty() && random.nextBoolean()) {
                open.remove(random.nextInt(open.size())).giveBack();
            }
            var share = share(List.of("north", "south").get(random.nextInt(2)), random.nextInt(4));
            open.add(share);
            try {
                share.take(random.nextInt(MEGABYTE));
            } catch (BurstBytes.FullException _) {
                share.giveBack();
            }
        }
        open.forEach(BodyShare::giveBack);
        assertThat(most(share("north", 1))).as("seed %d", SEED).isEqualTo(8 * MEGABYTE);
    }
}
