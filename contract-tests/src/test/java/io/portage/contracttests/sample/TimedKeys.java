package io.portage.contracttests.sample;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Keys that carry the time of their making.
public enum TimedKeys {
    UUID_V7 {
        @Override
        public String at(Instant instant, RandomGenerator random) {
            long high = instant.toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12);
            long low = 0x8000000000000000L | random.nextLong() >>> 2;
            return new UUID(high, low).toString();
        }
    },
    ULID {
        private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

        @Override
        public String at(Instant instant, RandomGenerator random) {
            var ulid = new StringBuilder();
            for (int shift = 45; shift >= 0; shift -= 5) {
                ulid.append(CROCKFORD.charAt((int) (instant.toEpochMilli() >>> shift) & 31));
            }
            random.ints(16, 0, 32).forEach(digit -> ulid.append(CROCKFORD.charAt(digit)));
            return ulid.toString();
        }
    };

    /// A new key made at that instant.
    public abstract String at(Instant instant, RandomGenerator random);
}
