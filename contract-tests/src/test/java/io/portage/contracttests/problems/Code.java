package io.portage.contracttests.problems;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The problem codes that clients depend on, each with the actions it may ask for and the statuses it may have.
public enum Code {
    REQUEST_MALFORMED("fix-request", 400, 414, 417, 501, 505),
    HEADER_INVALID("fix-request", 400, 431),
    IDEMPOTENCY_KEY_REQUIRED("fix-request", 400),
    IDEMPOTENCY_KEY_CONFLICT("fix-request", 400),
    BODY_MALFORMED("fix-request", 400),
    QUEUED_AT_INVALID("fix-request", 400),
    CREDENTIALS_AMBIGUOUS("fix-request", 400),
    TOKEN_MISSING("refresh-token", 401),
    TOKEN_INVALID("refresh-token fix-request", 401, 400),
    TOKEN_EXPIRED("refresh-token", 401),
    ACCESS_DENIED("ask-user", 403),
    MODULE_NOT_ACTIVE("ask-user", 403),
    TENANT_MISMATCH("ask-user", 403),
    DELEGATION_INVALID("ask-user", 403),
    CSRF_INVALID("ask-user", 403),
    OPERATION_UNKNOWN("fix-request", 404),
    METHOD_NOT_ALLOWED("fix-request", 405),
    MUTATION_NOT_FOUND("retry-same-key", 404),
    IDEMPOTENCY_IN_PROGRESS("retry-same-key", 409),
    OUTCOME_UNKNOWN("look-up", 409),
    RESPONSE_NOT_REPLAYABLE("look-up", 409),
    PAYLOAD_TOO_LARGE("fix-request", 413),
    MEDIA_TYPE_UNSUPPORTED("fix-request", 415),
    IDEMPOTENCY_KEY_REUSED("look-up", 422),
    QUEUED_MUTATION_EXPIRED("discard-and-tell-user", 422),
    OFFLINE_NOT_ALLOWED("do-online", 422),
    BATCH_REFUSED("ask-user", 422),
    DEPENDENCY_INVALID("fix-request", 422),
    PREDECESSOR_FAILED("ask-user retry-same-key", 424),
    VERSION_REQUIRED("refresh-and-merge", 428),
    RATE_LIMITED("retry-same-key", 429),
    INTERNAL("no request is known that provokes it"),
    UPSTREAM_FAILED("retry-same-key look-up", 502),
    UPSTREAM_TIMEOUT("retry-same-key look-up", 504),
    IDEMPOTENCY_STORE_UNAVAILABLE("retry-same-key", 503),
    UPSTREAM_UNAVAILABLE("retry-same-key", 503),
    OVERLOADED("retry-same-key", 503),
    SERVICE_ERROR("fix-request ask-user retry-same-key look-up refresh-token refresh-and-merge none", 0);

    private final Set<String> actions;
    private final Set<Integer> statuses;
    private final @Nullable String notReached;

    Code(String actions, Integer... statuses) {
        this.actions = Set.of(actions.split(" "));
        this.statuses = Arrays.stream(statuses).collect(Collectors.toUnmodifiableSet());
        this.notReached = null;
    }

    Code(String notReached) {
        this.actions = Set.of();
        this.statuses = Set.of();
        this.notReached = notReached;
    }

    /// Why no test provokes it; null where one must.
    @Nullable
    String notReached() {
        return notReached;
    }

    boolean allows(int status) {
        return this == SERVICE_ERROR ? status >= 400 : statuses.contains(status);
    }

    boolean asksFor(String action) {
        return actions.contains(action);
    }
}
