package io.portage.gateway.idempotency.model;

/// Two requests that a client may send with the one key of the world.
public enum Request {
    X,
    Y
}
