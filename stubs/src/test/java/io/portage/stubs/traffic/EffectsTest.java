package io.portage.stubs.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Effects are counted by key; each tenant's can be looked at alone.
final class EffectsTest {
    private final Effects effects = new Effects();

    @Test
    void allWhenTwoTenantsShareAKeyThenCountedTogetherAndByTenant() {
        effects.happened("north", "orders", "order.create", "k", null);
        effects.happened("south", "orders", "order.create", "k", null);
        effects.happened("south", "orders", "order.create", "k", null);
        assertThat(effects.all()).containsExactly(new Effect("orders", "order.create", "k", null, 3));
        assertThat(effects.of("north")).containsExactly(new Effect("orders", "order.create", "k", null, 1));
        assertThat(effects.of("south")).containsExactly(new Effect("orders", "order.create", "k", null, 2));
        assertThat(effects.of("west")).isEmpty();
    }

    @Test
    void allThenInTheOrderOfTheirFirstTime() {
        effects.happened("north", "orders", "order.create", "b", null);
        effects.happened("north", "orders", "order.create", "a", null);
        effects.happened("south", "orders", "order.create", "b", null);
        assertThat(effects.all()).extracting(Effect::clientMutationId).containsExactly("b", "a");
    }

    @Test
    void clearThenNothingIsLeft() {
        effects.happened("north", "orders", "order.create", "b", null);
        effects.clear();
        assertThat(effects.all()).isEmpty();
    }
}
