package io.portage.contracttests.headers;

import io.portage.contract.Operation;
import io.portage.contract.QueueRule;
import io.portage.contracttests.headers.SyncHeader.Spelling;
import io.portage.contracttests.sample.Sample;
import io.portage.contracttests.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// One request that must reach the service with exactly these sync headers.
///
/// @param sent the sync headers that it carries, with their values
record Probe(Request request, Map<SyncHeader, String> sent) {
    /// The probes of an operation: the edges of what is allowed, then a few from between.
    static List<Probe> of(Operation operation, String subject, String token, RandomGenerator random) {
        var maker = new Maker(operation, subject, token, random);
        var every = HeaderValues.EVERY_CHARACTER;
        var probes = new ArrayList<>(List.of(
                maker.probe(Spelling.AS_DOCUMENTED, "8e03978e-40d5-43dd-bc93-6894a57f9324", every),
                maker.probe(Spelling.LOWER, every, maker.values.key(1)),
                maker.probe(Spelling.UPPER, HeaderValues.quoted("quoted" + every), "with spaces inside"),
                maker.probe(Spelling.MIXED, "k", maker.values.key(128)),
                maker.probe(Spelling.MIXED, HeaderValues.quoted("q"), maker.values.key(2)),
                maker.probe(Spelling.LOWER, maker.values.key(255), maker.values.key(127)),
                maker.probe(Spelling.UPPER, HeaderValues.quoted(maker.values.key(255)), maker.values.key(3)),
                maker.withoutCorrelationId()));
        if (operation.key().body() != null) {
            probes.add(maker.withBodyKeyOnly());
        }
        for (int i = 0; i < 3; i++) {
            probes.add(maker.random());
        }
        return probes;
    }

    private static final class Maker {
        private final Operation operation;
        private final String subject;
        private final String token;
        private final RandomGenerator random;
        private final HeaderValues values;

        Maker(Operation operation, String subject, String token, RandomGenerator random) {
            this.operation = operation;
            this.subject = subject;
            this.token = token;
            this.random = random;
            this.values = new HeaderValues(random);
        }

        Probe probe(Spelling spelling, String key, String correlationId) {
            var sent = headers();
            sent.put(SyncHeader.IDEMPOTENCY_KEY, key);
            sent.put(SyncHeader.CORRELATION_ID, correlationId);
            return probe(Sample.of(operation, subject), sent, spelling);
        }

        Probe random() {
            var spellings = Spelling.values();
            var key = values.key(random.nextInt(20, 256));
            return probe(
                    spellings[random.nextInt(spellings.length)],
                    random.nextBoolean() ? key : HeaderValues.quoted(key),
                    values.key(random.nextInt(1, 129)));
        }

        Probe withoutCorrelationId() {
            var sent = headers();
            sent.put(SyncHeader.IDEMPOTENCY_KEY, values.key(40));
            return probe(Sample.of(operation, subject), sent, Spelling.AS_DOCUMENTED);
        }

        /// A key in the body stays in the body: no header is made of it.
        Probe withBodyKeyOnly() {
            var sent = headers();
            sent.put(SyncHeader.CORRELATION_ID, values.key(20));
            var sample = Sample.of(operation, subject).withBodyKey(values.key(255));
            return probe(sample, sent, Spelling.AS_DOCUMENTED);
        }

        private Map<SyncHeader, String> headers() {
            var sent = new EnumMap<SyncHeader, String>(SyncHeader.class);
            var now = Instant.now();
            sent.put(SyncHeader.AUTHORIZATION, "Bearer " + token);
            sent.put(SyncHeader.SENT_AT, values.instant(now));
            if (!operation.mutates() || !(operation.queue() instanceof QueueRule.Never)) {
                sent.put(SyncHeader.QUEUED_AT, values.instant(now.minus(Duration.ofHours(2))));
            }
            return sent;
        }

        private Probe probe(Sample sample, Map<SyncHeader, String> sent, Spelling spelling) {
            var request = sample.request();
            for (var header : sent.entrySet()) {
                request = request.with(spelling.of(header.getKey(), random), header.getValue());
            }
            return new Probe(request, sent);
        }
    }
}
