package io.portage.gateway.offline;

import io.portage.gateway.correlation.Uuid7;
import io.portage.gateway.headers.Key;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/// Keys that were made at a known time.
final class Keys {
    private Keys() {}

    static Key uuid7(Instant made) {
        return new Key(
                new Uuid7(InstantSource.fixed(made), new Random(1)).next().toString());
    }

    static Key ulid(Instant made) {
        var digits = new StringBuilder();
        long millis = made.toEpochMilli();
        for (int shift = 45; shift >= 0; shift -= 5) {
            digits.append("0123456789ABCDEFGHJKMNPQRSTVWXYZ".charAt((int) (millis >> shift & 31)));
        }
        return new Key(digits + "TSV4RRFFQ69G5FAV");
    }
}
