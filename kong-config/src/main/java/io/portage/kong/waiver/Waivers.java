package io.portage.kong.waiver;

import io.portage.kong.model.Finding;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.Level;
import io.portage.kong.read.Position;
import io.portage.kong.read.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The waivers of some files, and which of them were needed.
public final class Waivers {
    private final List<Waiver> waivers = new ArrayList<>();
    private final List<Finding> malformed = new ArrayList<>();
    private final Set<Waiver> used = new LinkedHashSet<>();
    private final Map<String, Position> routes = new HashMap<>();
    private final LocalDate today;

    /// @param today in UTC
    public Waivers(List<Source> sources, KongConfig config, LocalDate today) {
        this.today = today;
        for (var source : sources) {
            var reader = new WaiverReader(source);
            waivers.addAll(reader.waivers());
            malformed.addAll(reader.findings());
        }
        if (!waivers.isEmpty()) {
            config.routes().forEach(route -> routes.put(route.label(), route.at()));
        }
    }

    /// Why a finding may stay: the reason of the waiver that is about its place, or about its route.
    public Optional<String> reason(Finding finding) {
        for (var waiver : waivers) {
            if (isFor(waiver, finding)) {
                used.add(waiver);
                if (!isOver(waiver)) {
                    return Optional.of(waiver.reason() + " (until " + waiver.until() + ")");
                }
            }
        }
        return Optional.empty();
    }

    private boolean isFor(Waiver waiver, Finding finding) {
        var route = finding.route() == null ? null : routes.get(finding.route());
        return waiver.isFor(finding) || (route != null && waiver.rule().equals(finding.rule()) && waiver.covers(route));
    }

    private boolean isOver(Waiver waiver) {
        return waiver.until().isBefore(today);
    }

    /// What is wrong with the waivers themselves; asked last.
    public List<Finding> findings() {
        var findings = new ArrayList<>(malformed);
        for (var waiver : waivers) {
            if (isOver(waiver)) {
                findings.add(Finding.of(
                        "waiver/expired",
                        Level.WARNING,
                        "until " + waiver.until() + " is over (expected: a day to come, or no waiver)",
                        waiver.at()));
            } else if (!used.contains(waiver)) {
                findings.add(Finding.of(
                        "waiver/unused",
                        Level.NOTE,
                        waiver.rule() + ": nothing to waive here (expected: a finding of that rule, or no waiver)",
                        waiver.at()));
            }
        }
        return findings;
    }
}
