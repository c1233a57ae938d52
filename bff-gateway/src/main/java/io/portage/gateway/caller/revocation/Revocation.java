package io.portage.gateway.caller.revocation;

import java.time.Instant;

/// What an issuer takes back.
public sealed interface Revocation {
    String issuer();

    /// Every token of a session that was issued until then.
    record OfSession(String issuer, String session, Instant until) implements Revocation {}

    /// Every token of somebody that was issued until then.
    record OfSubject(String issuer, String subject, Instant until) implements Revocation {}

    /// No access token: one that reported a logout, so that it does so once.
    record OfReport(String issuer, String id) implements Revocation {}
}
