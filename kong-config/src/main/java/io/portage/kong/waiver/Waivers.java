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
import java.util.stream.Stream;

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

    /// Why a finding may stay: the reason of the waiver that is about its route, or those that are about each of its
    /// places; one place that nobody waived keeps it.
    public Optional<String> reason(Finding finding) {
        var route = finding.route() == null ? null : routes.get(finding.route());
        var ofRoute = route == null ? Optional.<String>empty() : reason(finding.rule(), route);
        var ofPlaces = Stream.concat(Stream.of(finding.at()), finding.also().stream())
                .map(place -> reason(finding.rule(), place))
                .toList();
        return ofRoute.or(
                () -> ofPlaces.stream().allMatch(Optional::isPresent) ? ofPlaces.getFirst() : Optional.empty());
    }

    /// The reason of a waiver of that rule that covers a place, and is not over.
    private Optional<String> reason(String rule, Position place) {
        var about = waivers.stream()
                .filter(waiver -> waiver.rule().equals(rule) && waiver.covers(place))
                .toList();
        used.addAll(about);
        return about.stream()
                .filter(waiver -> !isOver(waiver))
                .map(waiver -> waiver.reason() + " (until " + waiver.until() + ")")
                .findFirst();
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
