package io.portage.gateway.problem;

import static io.portage.gateway.problem.Action.ASK_USER;
import static io.portage.gateway.problem.Action.DISCARD_AND_TELL_USER;
import static io.portage.gateway.problem.Action.DO_ONLINE;
import static io.portage.gateway.problem.Action.FIX_REQUEST;
import static io.portage.gateway.problem.Action.LOOK_UP;
import static io.portage.gateway.problem.Action.NONE;
import static io.portage.gateway.problem.Action.REFRESH_AND_MERGE;
import static io.portage.gateway.problem.Action.REFRESH_TOKEN;
import static io.portage.gateway.problem.Action.RETRY_SAME_KEY;

import io.portage.gateway.Attribute;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Every way in which the gateway refuses, or fails to answer, a request.
public enum ProblemCode {
    REQUEST_MALFORMED(400, FIX_REQUEST, "The request is not HTTP as it should be"),
    HEADER_INVALID(400, FIX_REQUEST, "A header is malformed, repeated, forged or too large"),
    IDEMPOTENCY_KEY_REQUIRED(400, FIX_REQUEST, "The request needs an idempotency key"),
    IDEMPOTENCY_KEY_CONFLICT(400, FIX_REQUEST, "The key in the header and the key in the body differ"),
    BODY_MALFORMED(400, FIX_REQUEST, "The body is not what its media type or the operation says"),
    QUEUED_AT_INVALID(400, FIX_REQUEST, "The times of queueing and sending contradict each other or the server's"),
    CREDENTIALS_AMBIGUOUS(400, FIX_REQUEST, "The request carries a token and a session cookie at once"),
    TOKEN_MISSING(401, REFRESH_TOKEN, "The request carries no bearer token"),
    TOKEN_INVALID(401, REFRESH_TOKEN, "The bearer token is not one this gateway accepts"),
    TOKEN_EXPIRED(401, REFRESH_TOKEN, "The bearer token has expired"),
    ACCESS_DENIED(403, ASK_USER, "The caller lacks the role or scope that the operation needs"),
    MODULE_NOT_ACTIVE(403, ASK_USER, "The tenant has not licensed the module that the operation belongs to"),
    TENANT_MISMATCH(403, ASK_USER, "The request names another tenant than the caller's"),
    DELEGATION_INVALID(403, ASK_USER, "The caller may not act for this patient"),
    CSRF_INVALID(403, ASK_USER, "The request does not show that it comes from the page of the signed-in user"),
    OPERATION_UNKNOWN(404, FIX_REQUEST, "No operation of the sync contract has this path"),
    METHOD_NOT_ALLOWED(405, FIX_REQUEST, "The path has no operation with this method"),
    MUTATION_NOT_FOUND(404, RETRY_SAME_KEY, "The caller has no mutation with this key"),
    IDEMPOTENCY_IN_PROGRESS(409, RETRY_SAME_KEY, "The first request with this key is still running"),
    OUTCOME_UNKNOWN(409, LOOK_UP, "An earlier attempt may have taken effect and cannot be repeated safely"),
    RESPONSE_NOT_REPLAYABLE(
            409, LOOK_UP, "The mutation took effect, but its answer was too large or is too old to be kept"),
    PAYLOAD_TOO_LARGE(413, FIX_REQUEST, "The body is larger than the operation allows"),
    MEDIA_TYPE_UNSUPPORTED(415, FIX_REQUEST, "The operation does not take this media type"),
    IDEMPOTENCY_KEY_REUSED(422, LOOK_UP, "The key was used for another request"),
    QUEUED_MUTATION_EXPIRED(422, DISCARD_AND_TELL_USER, "The mutation waited in a queue for longer than it may"),
    OFFLINE_NOT_ALLOWED(422, DO_ONLINE, "This mutation may never come from a queue"),
    DEPENDENCY_INVALID(422, FIX_REQUEST, "The mutation depends on, or refers to, something that is not there"),
    BATCH_REFUSED(422, ASK_USER, "Some items of the batch may not come from a queue"),
    PREDECESSOR_FAILED(424, ASK_USER, "A mutation that this one has to wait for did not take effect"),
    VERSION_REQUIRED(428, REFRESH_AND_MERGE, "A queued update needs the version that it was based on"),
    RATE_LIMITED(429, RETRY_SAME_KEY, "The caller sent more than its budget allows"),
    INTERNAL(500, LOOK_UP, "The gateway failed"),
    UPSTREAM_FAILED(502, LOOK_UP, "The service broke off before it had answered"),
    UPSTREAM_TIMEOUT(504, LOOK_UP, "The service did not answer in time"),
    IDEMPOTENCY_STORE_UNAVAILABLE(
            503,
            RETRY_SAME_KEY,
            "The store of keys, or of browser sessions, cannot take the request; nothing was executed"),
    UPSTREAM_UNAVAILABLE(503, RETRY_SAME_KEY, "The service cannot be reached; nothing was executed"),
    OVERLOADED(503, RETRY_SAME_KEY, "Too much is under way; nothing was executed"),
    SERVICE_ERROR(500, NONE, "The service answered with an error that carries no code");

    /// The code of the problem that an exchange was answered with.
    public static final Attribute<ProblemCode> ATTRIBUTE = Attribute.named("problem-code");

    private final int status;
    private final Action action;
    private final String title;

    ProblemCode(int status, Action action, String title) {
        this.status = status;
        this.action = action;
        this.title = title;
    }

    /// The usual status; some codes travel with another one where RFC 9110 has a better one.
    public int status() {
        return status;
    }

    /// The usual action; a rejection may name another one.
    public Action action() {
        return action;
    }

    public String title() {
        return title;
    }

    /// The `type` member: a name, since problems are documented in the repository and not at a fixed address.
    public String type() {
        return "urn:portage:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The code of that name; empty where it is none of the gateway's.
    public static Optional<ProblemCode> named(String name) {
        return Stream.of(values()).filter(code -> code.name().equals(name)).findFirst();
    }

    /// Whether a mutation that met this problem, with that action, may leave its outbox: sent again as it is, it would
    /// fare no better, and what became of it is known.
    public boolean settles(Action asked) {
        if (this == QUEUED_AT_INVALID) {
            // with other times it is the same mutation, under the same key
            return false;
        }
        return switch (asked) {
            case RETRY_SAME_KEY, REFRESH_TOKEN -> false;
            // the look is at what took effect, or at another request: this one has nothing left to wait for
            case LOOK_UP -> this == RESPONSE_NOT_REPLAYABLE || this == IDEMPOTENCY_KEY_REUSED;
            case DISCARD_AND_TELL_USER, DO_ONLINE, REFRESH_AND_MERGE, ASK_USER, FIX_REQUEST, NONE -> true;
        };
    }
}
