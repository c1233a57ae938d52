package io.portage.bench.phones;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How often each mutation reached the service, as the service counts.
final class Delivered {
    private final Map<String, Integer> times = new ConcurrentHashMap<>();

    /// @param key of the request
    void arrived(String key) {
        times.merge(key, 1, Integer::sum);
    }

    /// Mutations that never arrived.
    long lost(List<Phone> phones) {
        return keys(phones, 0, 0);
    }

    /// Mutations that arrived more than once.
    long doubled(List<Phone> phones) {
        return keys(phones, 2, Integer.MAX_VALUE);
    }

    private long keys(List<Phone> phones, int least, int most) {
        return phones.stream()
                .flatMap(phone -> phone.keys().stream())
                .mapToInt(key -> times.getOrDefault(key, 0))
                .filter(count -> count >= least && count <= most)
                .count();
    }
}
