package io.portage.gateway.idempotency.model;

import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.idempotency.Retention;
import java.time.Duration;

/// The spans of the modelled world, in milliseconds. They are those of production, so that their order is, too.
public final class Times {
    public static final Retention RETENTION = new Retention(Duration.parse("PT24H5M"), Duration.ofDays(30));
    public static final long LEASE = ClaimBuilder.LEASE.toMillis();
    public static final long RESPONSE = RETENTION.response().toMillis();
    public static final long TOMBSTONE = RETENTION.tombstone().toMillis();

    /// For how long a gateway sends once more, where the service remembers for `MEMORY`.
    static final Redrive.Within WITHIN = new Redrive.Within(Duration.ofHours(23));

    static final long WINDOW = WITHIN.window().toMillis();
    static final long MEMORY = Duration.ofHours(24).toMillis();

    /// Longer than any request is on its way to a service.
    static final long LONG = Duration.ofHours(1).toMillis();

    private Times() {}
}
