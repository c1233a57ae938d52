package io.portage.gateway.session.redis;

import io.portage.gateway.redis.RedisScript;

/// The scripts of the sessions, one file for each verb.
final class SessionScripts {
    static final RedisScript PUT = RedisScript.number("session/put");
    static final RedisScript TOUCH = RedisScript.list("session/touch");
    static final RedisScript UPDATE = RedisScript.number("session/update");
    static final RedisScript RENEW = RedisScript.number("session/renew");
    static final RedisScript REMOVE = RedisScript.number("session/remove");
    static final RedisScript LOCK = RedisScript.number("session/lock");
    static final RedisScript UNLOCK = RedisScript.number("session/unlock");

    private SessionScripts() {}
}
