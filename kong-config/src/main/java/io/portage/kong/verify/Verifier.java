package io.portage.kong.verify;

import io.portage.contract.SyncContract;
import io.portage.kong.check.ConfCheck;
import io.portage.kong.flow.Proof;
import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.model.Finding;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.Level;
import io.portage.kong.read.Position;
import io.portage.kong.read.Source;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.Rules;
import io.portage.kong.waiver.Waivers;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Answers of a configuration whether each sync header reaches its service on each route, and what else is wrong.
public final class Verifier {
    private static final Comparator<Finding> IN_ORDER = Comparator.comparing(
                    (Finding finding) -> finding.at().file())
            .thenComparing(finding -> finding.at().line())
            .thenComparing(finding -> finding.at().column());

    private final Options options;
    private final LocalDate today;

    public Verifier(Options options, InstantSource clock) {
        this.options = options;
        this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    public Verifier(Options options) {
        this(options, Clock.systemUTC());
    }

    /// Verifies one file, or several that are one decK state.
    public Verification verify(List<Source> sources) {
        return verify(sources.stream().map(Source::name).collect(Collectors.joining(", ")), sources);
    }

    /// The same of files that were given by another name, such as a directory.
    public Verification verify(String name, List<Source> sources) {
        var reading = KongReader.read(sources, options.reading());
        var findings = new ArrayList<>(reading.findings());
        findings.addAll(ConfCheck.of(options.conf(), options.version()));
        var starts = findings.stream().noneMatch(it -> it.level() == Level.ERROR);
        return starts && reading.config() != null
                ? verify(name, sources, findings, reading.config())
                : Verification.invalid(name, options.version(), sorted(findings));
    }

    /// What is known of a file that is not even there.
    public Verification unreadable(String file, String message) {
        var at = new Position(file, 1, 1);
        return Verification.invalid(
                file, options.version(), List.of(Finding.of("kong/unreadable", Level.ERROR, message, at)));
    }

    private Verification verify(String name, List<Source> sources, List<Finding> read, KongConfig config) {
        var contract = Objects.requireNonNullElseGet(options.contract(), SyncContract::bundled);
        var reach = Objects.requireNonNullElseGet(
                options.reach(), () -> Reach.byDefault(options.contract() != null, contract, config));
        var isInReach = reach.routes();
        var routes = Proof.of(config, options.version(), options.declarations(), options.conf()).stream()
                .filter(it -> isInReach.test(it.route()))
                .toList();
        var findings = new ArrayList<>(read);
        routes.stream().flatMap(HeaderFindings::of).forEach(findings::add);
        findings.addAll(rules(config, routes, reach));
        var assumptions = Assumptions.of(config, options.version(), options.declarations(), options.conf());
        var accepted = accept(name, findings, new Waivers(sources, config, today));
        return new Verification(
                name, options.version(), config, reach, routes, sorted(findings), sorted(accepted), assumptions);
    }

    /// What the rules beyond the proof find on the routes that are spoken of, or on no route at all.
    private List<Finding> rules(KongConfig config, List<RouteVerdict> routes, Reach reach) {
        var labels = routes.stream().map(it -> it.route().label()).collect(Collectors.toSet());
        var contract = reach instanceof Reach.Contract(var operations) ? operations : options.contract();
        var context =
                new RuleContext(config, options.version(), options.declarations(), options.conf(), routes, contract);
        return Stream.concat(
                        Rules.check(context).filter(it -> it.route() == null || labels.contains(it.route())),
                        reach.leftOut(config).stream())
                .toList();
    }

    /// Takes out what is waived or was known before, and puts in what is wrong with the waivers.
    private List<Finding> accept(String name, List<Finding> findings, Waivers waivers) {
        var accepted = new ArrayList<Finding>();
        var baseline = options.baseline().rest();
        for (var finding : findings) {
            var isWaived = waivers.reason(finding).isPresent();
            if (isWaived || baseline.take(name, finding)) {
                accepted.add(finding);
            }
        }
        if (!accepted.isEmpty()) {
            var identities = Collections.<Finding>newSetFromMap(new IdentityHashMap<>());
            identities.addAll(accepted);
            findings.removeIf(identities::contains);
        }
        findings.addAll(waivers.findings());
        return accepted;
    }

    private static List<Finding> sorted(List<Finding> findings) {
        return findings.stream().sorted(IN_ORDER).toList();
    }
}
