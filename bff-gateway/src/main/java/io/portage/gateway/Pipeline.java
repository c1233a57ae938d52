package io.portage.gateway;

/// Every station of a request, in order. A station may end the request by a rejection; none may run out of order.
public enum Pipeline {
    /// Sync headers well-formed, correlation id known: whatever is answered from here on carries it.
    HEADERS,
    /// The session's token in the place of a browser's cookie: from here on it is as if the browser had sent it.
    SESSION,
    /// The token verified, before anything is said about what exists.
    CALLER,
    /// What is asked of the gateway itself, and answered here: a whole outbox, or what became of a mutation.
    SYNC,
    /// The one operation of the sync contract, or 404 and 405.
    OPERATION,
    /// Role and scope, before a body is read for a caller who may not send it.
    AUTHORITY,
    /// The body, whole and within its bound: from here on nothing hangs on the client's connection.
    BODY,
    /// No other tenant named in path or body.
    TENANT,
    /// The key, and whether the mutation may have waited as long as it did: computed, not yet spoken.
    VERDICT,
    /// Claim, delegation, forward, record, answer. Last, so that filters that are added before it still change what
    /// the service receives.
    SERVICE;

    private static final int LAST = 10_000;
    private static final int STEP = 1_000;

    /// The order as Spring Cloud Gateway sorts it.
    public int order() {
        return LAST - STEP * (values().length - 1 - ordinal());
    }
}
