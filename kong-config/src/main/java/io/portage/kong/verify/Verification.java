package io.portage.kong.verify;

import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.flow.Verdict;
import io.portage.kong.model.Finding;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Level;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one configuration.
///
/// @param file as it was given
/// @param config null where Kong would refuse the file, or it cannot be read
/// @param reach of which routes this speaks
/// @param routes those in reach; empty where there is no configuration
/// @param findings in the order of the file
/// @param accepted findings that are waived, or stand in the baseline
public record Verification(
        String file,
        KongVersion version,
        @Nullable KongConfig config,
        Reach reach,
        List<RouteVerdict> routes,
        List<Finding> findings,
        List<Finding> accepted,
        List<Assumption> assumptions) {
    /// One that Kong would refuse.
    static Verification invalid(String file, KongVersion version, List<Finding> findings) {
        return new Verification(file, version, null, Reach.ALL, List.of(), findings, List.of(), List.of());
    }

    /// The answer in one word, of headers only; what is accepted is violated all the same.
    public String verdict() {
        if (config == null) {
            return "invalid";
        }
        return switch (worst()) {
            case VIOLATED -> "violated";
            case UNPROVEN -> "unproven";
            case TERMINATED, MINTED, PRESERVED -> "proved";
        };
    }

    /// 0 proved · 1 a header lost or another error · 2 unproven, where that counts · 3 cannot be read, or Kong refuses
    /// it. What is accepted does not count.
    ///
    /// @param strict whether unproven counts
    public int exit(boolean strict) {
        if (config == null) {
            return 3;
        }
        if (counts(Verdict.VIOLATED) || findings.stream().anyMatch(finding -> finding.level() == Level.ERROR)) {
            return 1;
        }
        return strict && counts(Verdict.UNPROVEN) ? 2 : 0;
    }

    private boolean counts(Verdict verdict) {
        var passed = new HashSet<List<Object>>();
        for (var finding : accepted) {
            if (finding.header() != null && finding.rule().equals(HeaderFindings.rule(finding.header()))) {
                passed.add(Arrays.asList(finding.route(), finding.header()));
            }
        }
        return routes.stream()
                .anyMatch(route -> route.headers().entrySet().stream()
                        .anyMatch(it -> it.getValue().verdict() == verdict
                                && !passed.contains(Arrays.<Object>asList(
                                        route.route().label(), it.getKey().header()))));
    }

    private Verdict worst() {
        return routes.stream().map(RouteVerdict::worst).reduce(Verdict.PRESERVED, Verdict::worst);
    }
}
