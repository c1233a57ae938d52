package io.portage.gateway.idempotency.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything at one moment.
///
/// @param row what the store keeps
/// @param attempts in the order in which their clients sent them
/// @param strays how many calls may still go astray
/// @param beats how many heartbeats are still to come
record World(@Nullable Row row, List<Attempt> attempts, Truth truth, Service service, int strays, int beats) {
    static World first(Setting setting) {
        var attempts = IntStream.range(0, setting.attempts())
                .mapToObj(_ -> Attempt.NEW)
                .toList();
        return new World(null, attempts, Truth.NOTHING, Service.NEW, setting.strays(), setting.beats());
    }

    Attempt attempt(int number) {
        return attempts.get(number);
    }

    Stream<Attempt> others(int number) {
        return IntStream.range(0, attempts.size())
                .filter(other -> other != number)
                .mapToObj(attempts::get);
    }

    /// Whether an attempt of this life of the key took effect, or may have, or may yet.
    boolean possible() {
        return attempts.stream().anyMatch(attempt -> attempt.life() == truth.life() && attempt.matters());
    }

    World with(int number, Attempt attempt) {
        var next = new ArrayList<>(attempts);
        next.set(number, attempt);
        return new World(row, List.copyOf(next), truth, service, strays, beats);
    }

    World keeps(@Nullable Row other, Truth now) {
        return new World(other, attempts, now, service, strays, beats);
    }

    World served(Service other) {
        return new World(row, attempts, truth, other, strays, beats);
    }

    World oneAstray() {
        return new World(row, attempts, truth, service, strays - 1, beats);
    }

    World oneBeat() {
        return new World(row, attempts, truth, service, strays, beats - 1);
    }

    World later(Span span, long oldest) {
        return new World(
                row == null ? null : row.later(span, oldest),
                attempts.stream().map(attempt -> attempt.later(span)).toList(),
                truth.later(span),
                service.later(span),
                strays,
                beats);
    }
}
