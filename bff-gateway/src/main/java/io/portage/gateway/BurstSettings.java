package io.portage.gateway;

import static io.portage.gateway.Settings.atLeast;
import static io.portage.gateway.Settings.expected;
import static io.portage.gateway.Settings.positive;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How bursts share the gateway with everybody else.
///
/// @param budget mutations that one caller may send in bursts at once
/// @param refill by how many of them its budget grows in a second
/// @param items mutations of all bursts under way at once; tenants take turns
/// @param itemsPerBurst mutations of one burst under way at once
/// @param perCaller bursts of one caller under way at once
/// @param atOnce bursts under way at once
/// @param queue bursts that wait for their turn, at most; tenants take turns
/// @param bodies bytes of all bursts together that are being read, wait or are under way; of that a tenant may
///     hold half at most, and a caller a sixth
/// @param patience how long a burst waits for its turn, at most
/// @param limit how long after its beginning a burst still begins mutations
public record BurstSettings(
        @DefaultValue("2000") int budget,
        @DefaultValue("200") int refill,
        @DefaultValue("64") int items,
        @DefaultValue("16") int itemsPerBurst,
        @DefaultValue("2") int perCaller,
        @DefaultValue("32") int atOnce,
        @DefaultValue("256") int queue,
        @DefaultValue("96MB") DataSize bodies,
        @DefaultValue("PT10S") Duration patience,
        @DefaultValue("PT4M30S") Duration limit) {
    /// Bytes of one burst, at most. Apps are built for it, so it is no setting.
    public static final DataSize LARGEST = DataSize.ofMegabytes(8);

    public BurstSettings {
        atLeast("bursts.budget", budget, 1);
        atLeast("bursts.refill", refill, 1);
        atLeast("bursts.items-per-burst", itemsPerBurst, 1);
        atLeast("bursts.items", items, 1);
        if (itemsPerBurst > items) {
            throw expected("bursts.items-per-burst", itemsPerBurst, "<= " + items + ", those of all bursts");
        }
        atLeast("bursts.per-caller", perCaller, 1);
        atLeast("bursts.at-once", atOnce, 1);
        atLeast("bursts.queue", queue, 0);
        if (bodies.toBytes() < 6 * LARGEST.toBytes()) {
            throw expected(
                    "bursts.bodies", bodies, ">= " + 6 * LARGEST.toMegabytes() + "MB, a sixth is the largest burst");
        }
        positive("bursts.patience", patience);
        positive("bursts.limit", limit);
    }
}
