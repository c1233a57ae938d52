package io.portage.bench.phones;

import java.util.List;

/// How long the phones of one tenant took to empty their outboxes.
public record TenantWait(
        String tenant, int phones, long mutations, double mean, double p50, double p95, double longest) {
    private static final double SECOND = 1e9;

    static List<TenantWait> of(List<Phone> phones) {
        return phones.stream()
                .map(Phone::tenant)
                .distinct()
                .sorted()
                .map(tenant -> of(
                        tenant,
                        phones.stream()
                                .filter(phone -> phone.tenant().equals(tenant))
                                .toList()))
                .toList();
    }

    private static TenantWait of(String tenant, List<Phone> own) {
        double[] seconds = own.stream()
                .mapToDouble(phone -> phone.emptyAfterNanos() / SECOND)
                .sorted()
                .toArray();
        double sum = 0;
        for (double one : seconds) {
            sum += one;
        }
        return new TenantWait(
                tenant,
                own.size(),
                own.stream().mapToLong(phone -> phone.keys().size()).sum(),
                sum / seconds.length,
                seconds[seconds.length / 2],
                seconds[seconds.length * 95 / 100],
                seconds[seconds.length - 1]);
    }
}
