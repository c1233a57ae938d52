package io.portage.stubs.service;

import io.portage.contract.Dedupe.Carrier;
import io.portage.stubs.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The answers that a service remembers, so that a repeat gets the same bytes and has no second effect.
final class RepeatMemory {
    private record Key(String tenant, String operation, String text) {}

    private record Remembered(HttpResponse response, Instant since) {}

    private final InstantSource clock;
    private final Map<Key, Remembered> answers = new HashMap<>();

    RepeatMemory(InstantSource clock) {
        this.clock = clock;
    }

    /// The first answer to this call, by any of the carriers that the contract names for its operation.
    Optional<HttpResponse> recall(Call call) {
        return keys(call).stream()
                .flatMap(key -> recall(key, call.operation().dedupe().window()).stream())
                .findFirst();
    }

    void remember(Call call, HttpResponse response) {
        var remembered = new Remembered(response, clock.instant());
        keys(call).forEach(key -> answers.put(key, remembered));
    }

    private Optional<HttpResponse> recall(Key key, Duration window) {
        var remembered = answers.get(key);
        if (remembered == null || !clock.instant().isBefore(remembered.since.plus(window))) {
            return Optional.empty();
        }
        return Optional.of(remembered.response);
    }

    private static List<Key> keys(Call call) {
        var carriers = call.operation().dedupe().carriers();
        var keys = new ArrayList<Key>();
        if (carriers.contains(Carrier.HEADER)) {
            call.idempotencyKey().ifPresent(key -> keys.add(key(call, unquoted(key))));
        }
        if (carriers.contains(Carrier.BODY)) {
            call.bodyKey().ifPresent(key -> keys.add(key(call, key)));
        }
        return keys;
    }

    private static Key key(Call call, String text) {
        return new Key(call.tenant(), call.operation().id(), text);
    }

    /// A key and the structured-field string of it are one key.
    private static String unquoted(String key) {
        return key.length() > 1 && key.startsWith("\"") && key.endsWith("\"")
                ? key.substring(1, key.length() - 1).replaceAll("\\\\(.)", "$1")
                : key;
    }

    void clear() {
        answers.clear();
    }
}
