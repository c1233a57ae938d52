package io.portage.stubs.identity;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// How the provider treats its clients, for tests that need it stricter, slower or away, and what they asked of it.
public final class Conduct {
    private static final Duration ACCESS_LIFE = Duration.ofHours(1);

    private final AtomicInteger refreshes = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger logouts = new AtomicInteger();
    private final Set<String> spent = ConcurrentHashMap.newKeySet();
    private volatile Rules rules = Rules.USUAL;

    /// @param accessLife how long the access tokens live that users and clients get
    /// @param rotating whether a refresh token is good for one refresh, and a second one ends its sign-in
    /// @param away whether tokens and logouts are answered with 503
    /// @param delay how long a refresh takes
    public record Rules(Duration accessLife, boolean rotating, boolean away, Duration delay) {
        public static final Rules USUAL = new Rules(ACCESS_LIFE, false, false, Duration.ZERO);
    }

    public Rules rules() {
        return rules;
    }

    public void follow(Rules next) {
        rules = next;
    }

    /// Refreshes that were granted.
    public int refreshes() {
        return refreshes.get();
    }

    /// Refreshes that were refused.
    public int refusals() {
        return refusals.get();
    }

    /// Sign-ins that were ended by a logout.
    public int logouts() {
        return logouts.get();
    }

    /// Back to the usual rules, and nothing counted.
    public void reset() {
        rules = Rules.USUAL;
        refreshes.set(0);
        refusals.set(0);
        logouts.set(0);
    }

    void refreshed() {
        refreshes.incrementAndGet();
    }

    void refused() {
        refusals.incrementAndGet();
    }

    void loggedOut() {
        logouts.incrementAndGet();
    }

    /// Whether a refresh token, by its id, may be used now.
    boolean admits(String tokenId) {
        return spent.add(tokenId) || !rules.rotating();
    }

    /// Takes as long as it is told to.
    void dawdle() {
        if (rules.delay().isPositive()) {
            try {
                Thread.sleep(rules.delay());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
