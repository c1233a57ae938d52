package io.portage.contracttests.headers;

import java.util.Locale;
import java.util.random.RandomGenerator;

/// The five headers that the gateway carries untouched.
enum SyncHeader {
    IDEMPOTENCY_KEY("Idempotency-Key"),
    AUTHORIZATION("Authorization"),
    CORRELATION_ID("X-Correlation-Id"),
    QUEUED_AT("X-Queued-At"),
    SENT_AT("X-Sent-At");

    /// How a client may spell a header's name.
    enum Spelling {
        AS_DOCUMENTED,
        LOWER,
        UPPER,
        MIXED;

        String of(SyncHeader header, RandomGenerator random) {
            return switch (this) {
                case AS_DOCUMENTED -> header.canonical;
                case LOWER -> header.canonical.toLowerCase(Locale.ROOT);
                case UPPER -> header.canonical.toUpperCase(Locale.ROOT);
                case MIXED -> mixed(header.canonical, random);
            };
        }

        private static String mixed(String name, RandomGenerator random) {
            var mixed = new StringBuilder();
            for (char c : name.toCharArray()) {
                mixed.append(random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c));
            }
            return mixed.toString();
        }
    }

    private final String canonical;

    SyncHeader(String canonical) {
        this.canonical = canonical;
    }

    String canonical() {
        return canonical;
    }
}
