package io.portage.gateway.mutation;

import io.portage.gateway.Settings;
import io.portage.gateway.caller.Caller;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Bounds the bytes of all bursts together, so that nobody uses them up: what all hold, what a tenant holds and four
/// times what a caller holds come to no more than the bound. A tenant alone gets half of it and a caller alone a sixth;
/// the more is held, the less of the rest does anybody get.
@Component
final class BurstBytes {
    private static final int CALLER = 4;

    private final long bound;
    private final Map<String, Long> tenants = new HashMap<>();
    private final Map<Caller.Identity, Long> callers = new HashMap<>();
    private long held;

    BurstBytes(Settings settings) {
        this.bound = settings.bursts().bodies().toBytes();
    }

    /// There is no room for another part of a body.
    static final class FullException extends RuntimeException {
        FullException() {
            super(null, null, false, false);
        }
    }

    /// What one burst of a caller holds.
    BodyShare share(Caller.Identity caller) {
        return new BodyShare(new BodyShare.Room() {
            @Override
            public void take(int bytes) {
                BurstBytes.this.take(caller, bytes);
            }

            @Override
            public void giveBack(long bytes) {
                add(caller, -bytes);
            }
        });
    }

    private synchronized void take(Caller.Identity caller, long bytes) {
        long ofTenant = tenants.getOrDefault(caller.tenant(), 0L) + bytes;
        long ofCaller = callers.getOrDefault(caller, 0L) + bytes;
        if (held + bytes + ofTenant + CALLER * ofCaller > bound) {
            throw new FullException();
        }
        add(caller, bytes);
    }

    private synchronized void add(Caller.Identity caller, long bytes) {
        held += bytes;
        tenants.merge(caller.tenant(), bytes, BurstBytes::sum);
        callers.merge(caller, bytes, BurstBytes::sum);
    }

    /// Who holds nothing any more is forgotten.
    private static @Nullable Long sum(long one, long other) {
        return one + other == 0 ? null : Long.valueOf(one + other);
    }
}
