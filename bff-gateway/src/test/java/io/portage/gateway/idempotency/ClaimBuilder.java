package io.portage.gateway.idempotency;

import io.portage.gateway.headers.Key;
import io.portage.gateway.offline.OfflineVerdict;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import java.time.Duration;

/// A claim that differs from the usual one in what a test names.
///
/// @param fingerprint stands for the request
public record ClaimBuilder(
        String key,
        String tenant,
        String subject,
        String fingerprint,
        OfflineVerdict verdict,
        String owner,
        Redrive redrive,
        String spelling,
        boolean newAfterRetention) {
    public static final Duration LEASE = Duration.ofSeconds(20);
    public static final OfflineVerdict.Refused REFUSED = new OfflineVerdict.Refused(
            Rejection.of(ProblemCode.QUEUED_MUTATION_EXPIRED, "too old (expected: younger)"));

    public static ClaimBuilder claimOf(String key) {
        return new ClaimBuilder(
                key,
                "north",
                "pat",
                "request",
                new OfflineVerdict.Allowed(false),
                "owner",
                new Redrive.Never(),
                "",
                false);
    }

    public ClaimBuilder tenant(String other) {
        return new ClaimBuilder(key, other, subject, fingerprint, verdict, owner, redrive, spelling, newAfterRetention);
    }

    public ClaimBuilder subject(String other) {
        return new ClaimBuilder(key, tenant, other, fingerprint, verdict, owner, redrive, spelling, newAfterRetention);
    }

    public ClaimBuilder of(String request) {
        return new ClaimBuilder(key, tenant, subject, request, verdict, owner, redrive, spelling, newAfterRetention);
    }

    public ClaimBuilder verdict(OfflineVerdict other) {
        return new ClaimBuilder(key, tenant, subject, fingerprint, other, owner, redrive, spelling, newAfterRetention);
    }

    public ClaimBuilder queued() {
        return verdict(new OfflineVerdict.Allowed(true));
    }

    public ClaimBuilder by(String other) {
        return new ClaimBuilder(
                key, tenant, subject, fingerprint, verdict, other, redrive, spelling, newAfterRetention);
    }

    public ClaimBuilder redrive(Redrive other) {
        return new ClaimBuilder(key, tenant, subject, fingerprint, verdict, owner, other, spelling, newAfterRetention);
    }

    public ClaimBuilder spelling(String other) {
        return new ClaimBuilder(key, tenant, subject, fingerprint, verdict, owner, redrive, other, newAfterRetention);
    }

    public ClaimBuilder newAfterRetention(boolean other) {
        return new ClaimBuilder(key, tenant, subject, fingerprint, verdict, owner, redrive, spelling, other);
    }

    public ClaimRequest request() {
        return new ClaimRequest(
                new Scope(tenant, subject, new Key(key)),
                new Fingerprint(fingerprint),
                verdict,
                owner,
                LEASE,
                redrive,
                spelling,
                newAfterRetention);
    }
}
