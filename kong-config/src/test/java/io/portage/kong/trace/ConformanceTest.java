package io.portage.kong.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.catalogue.Declarations;
import io.portage.kong.flow.Proof;
import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.flow.SyncHeader;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Route;
import io.portage.kong.trace.Exchange.Fact;
import io.portage.kong.verify.KongReader;
import io.portage.kong.verify.ReadOptions;
import io.portage.kong.verify.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is said of a file must be what a real Kong did with it: each header that it lost, changed or made up is
/// called so, and a file that it refused is called invalid, and only that.
class ConformanceTest {
    private static final Path EXCEPTIONS = Path.of("src/test/resources/kong-traces-exceptions.tsv");

    @Test
    void ofWhenARealKongRefusedTheFileThenInvalidAndOnlyThen() {
        var wrong = new ArrayList<String>();
        for (var trace : Trace.all()) {
            var reading = read(trace);
            if (trace.refused() != (reading.config() == null)) {
                wrong.add(trace.name() + " refused " + trace.refused() + ", and here " + reading.findings());
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void ofWhenARealKongPassedAHeaderOnThenSaysHow() throws IOException {
        var seen = Trace.all().stream().flatMap(ConformanceTest::observe).toList();
        var rates = new TreeMap<String, Integer>();
        seen.forEach(it -> rates.merge(it.kind(), 1, Integer::sum));
        System.out.println("headers on routes, against recordings of Kong 3.9.1: " + rates);

        assertThat(seen.stream().filter(Observation::isWrong).map(Observation::toString))
                .as("harmed by the real Kong, and not called so")
                .isEmpty();
        assertThat(seen.stream().filter(Observation::isTooStrict).map(Observation::toString))
                .as("kept by the real Kong, and not called so: each needs a reason in " + EXCEPTIONS)
                .containsExactlyElementsOf(exceptions());
        assertThat(rates.getOrDefault("kept, and called unproven", 0))
                .isLessThan((int) seen.stream().filter(Observation::isKept).count() / 10);
    }

    private static List<String> exceptions() throws IOException {
        return Files.readAllLines(EXCEPTIONS).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf('\t')))
                .toList();
    }

    private static Reading read(Trace trace) {
        return KongReader.read(
                List.of(trace.source()), ReadOptions.of(KongVersion.V3_9, false, Declarations.NONE, trace.conf()));
    }

    private static Stream<Observation> observe(Trace trace) {
        var config = read(trace).config();
        return config == null || trace.refused() ? Stream.empty() : observe(trace, config);
    }

    private static Stream<Observation> observe(Trace trace, KongConfig config) {
        var verdicts = Proof.of(config, KongVersion.V3_9, Declarations.NONE, trace.conf());
        var candidates = new Candidates(config);
        return Stream.of(SyncHeader.values()).flatMap(header -> {
            var facts = new LinkedHashMap<List<Route>, Set<Fact>>();
            trace.exchanges()
                    .forEach(it -> facts.computeIfAbsent(candidates.of(it), _ -> EnumSet.noneOf(Fact.class))
                            .add(it.fact(header)));
            return facts.entrySet().stream().map(it -> observation(trace, header, it, verdicts));
        });
    }

    private static Observation observation(
            Trace trace, SyncHeader header, Map.Entry<List<Route>, Set<Fact>> facts, List<RouteVerdict> verdicts) {
        var routes = facts.getKey();
        return new Observation(
                trace.name() + " " + routes.stream().map(Route::label).toList(),
                header,
                facts.getValue(),
                verdicts.stream()
                        .filter(it -> routes.stream().anyMatch(route -> route == it.route()))
                        .map(it -> Objects.requireNonNull(it.headers().get(header)))
                        .toList());
    }
}
