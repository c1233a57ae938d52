package io.portage.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// For how long a browser stays signed in.
///
/// @param idle after which a session that nobody uses ends
/// @param life after which a session ends however much it is used
/// @param refreshAhead how long before its end a token is refreshed
/// @param maxEntries sessions, at most, in the store `embedded`: the one that was used least lately goes first
/// @param maxPerUser sessions of one user, at most, in the store `embedded`: the oldest goes first
public record SessionSettings(
        @DefaultValue("PT30M") Duration idle,
        @DefaultValue("PT10H") Duration life,
        @DefaultValue("PT1M") Duration refreshAhead,
        @DefaultValue("10000") int maxEntries,
        @DefaultValue("32") int maxPerUser) {
    public SessionSettings {
        Settings.positive("session.idle", idle);
        if (life.compareTo(idle) < 0) {
            throw Settings.expected("session.life", life, ">= " + idle + ", the idle time");
        }
        Settings.positive("session.refresh-ahead", refreshAhead);
        Settings.atLeast("session.max-entries", maxEntries, 1);
        Settings.atLeast("session.max-per-user", maxPerUser, 1);
    }
}
