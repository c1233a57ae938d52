package io.portage.contracttests.queue;

import io.portage.contract.QueueRule.PerItem;
import io.portage.contracttests.sample.Sample;
import io.portage.contracttests.sample.TimedKeys;
import io.portage.contracttests.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/// The ways in which a request tells how long it has waited in a queue.
enum Waited {
    /// Both clocks are the client's: a wrong one does not matter, so this one is wrong by two days.
    BY_BOTH_TIMES {
        @Override
        Request request(Sample sample, Duration age) {
            var queuedAt = Instant.parse("2026-01-01T00:00:00Z");
            return keyed(sample)
                    .with("X-Queued-At", queuedAt.toString())
                    .with("X-Sent-At", queuedAt.plus(age).toString());
        }
    },
    BY_QUEUED_AT {
        @Override
        Request request(Sample sample, Duration age) {
            return keyed(sample).with("X-Queued-At", Instant.now().minus(age).toString());
        }
    },
    BY_UUID_V7 {
        @Override
        Request request(Sample sample, Duration age) {
            return withTimedKey(sample, TimedKeys.UUID_V7, age);
        }
    },
    BY_ULID {
        @Override
        Request request(Sample sample, Duration age) {
            return withTimedKey(sample, TimedKeys.ULID, age);
        }
    };

    private static final Random RANDOM = new Random(4711);

    /// That mutation, having waited for `age`.
    abstract Request request(Sample sample, Duration age);

    /// A key without a time in it.
    static Request keyed(Sample sample) {
        return sample.request().with("Idempotency-Key", UUID.randomUUID().toString());
    }

    /// The items of a batch tell their own times; of all others the key in the header does.
    private static Request withTimedKey(Sample sample, TimedKeys kind, Duration age) {
        var key = kind.at(Instant.now().minus(age), RANDOM);
        return sample.operation().queue() instanceof PerItem perItem
                ? sample.with(perItem.itemKey(), key).request()
                : sample.request().with("Idempotency-Key", key);
    }
}
