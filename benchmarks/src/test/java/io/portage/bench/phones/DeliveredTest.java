package io.portage.bench.phones;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is lost and what is doubled is told apart, whoever else sends something.
final class DeliveredTest {
    private static final List<Phone> PHONES =
            List.of(new Phone(new Owner("north", "t"), List.of("a", "b", "c"), false, new Random(1)));

    @Test
    void lostAndDoubledThenEachCountedOnce() {
        var delivered = new Delivered();
        List.of("a", "b", "b", "b", "online-1", "online-1", "").forEach(delivered::arrived);
        assertThat(delivered.lost(PHONES)).isEqualTo(1);
        assertThat(delivered.doubled(PHONES)).isEqualTo(1);
    }
}
