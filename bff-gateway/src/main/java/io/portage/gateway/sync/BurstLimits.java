package io.portage.gateway.sync;

import io.portage.gateway.BurstSettings;

/// What one burst may hold, and what one caller may spend on bursts.
///
/// @param mutations mutations in a burst, at most
/// @param bytes bytes of a burst, at most
/// @param mutationBytes bytes of one mutation in it, at most
/// @param budget mutations that a caller may send at once
/// @param perSecond mutations by which that budget is refilled each second
public record BurstLimits(int mutations, long bytes, long mutationBytes, int budget, int perSecond) {
    /// Apps are built for these, so they are no settings.
    private static final int MUTATIONS = 500;

    private static final long MUTATION_BYTES = 1L << 20;

    /// A phone has about 30 s in the background, of which radio, TLS and token take 5 s and keeping the results
    /// another 5 s. In the 20 s that are left, 256 KiB leave at 256 kbit/s in 8 s, and 100 mutations of one
    /// aggregate, which run one after the other, are through in 12 s where each takes 120 ms.
    private static final int IN_THE_BACKGROUND = 100;

    private static final long SENT_IN_THE_BACKGROUND = 256L << 10;

    public static BurstLimits of(BurstSettings settings) {
        return new BurstLimits(
                MUTATIONS, BurstSettings.LARGEST.toBytes(), MUTATION_BYTES, settings.budget(), settings.refill());
    }

    /// A burst that a phone can finish in the background.
    ///
    /// @param mutations mutations in it
    /// @param bytes bytes of it
    public record Recommended(int mutations, long bytes) {}

    public Recommended recommended() {
        return new Recommended(Math.min(mutations, IN_THE_BACKGROUND), Math.min(bytes, SENT_IN_THE_BACKGROUND));
    }
}
