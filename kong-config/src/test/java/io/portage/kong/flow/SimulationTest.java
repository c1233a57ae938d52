package io.portage.kong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.model.KongVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever plugins are put together: no simulated request may lose a header that is called preserved, and for each
/// that is called violated there is a request that shows it.
class SimulationTest {
    private static final int FILES = 400;
    private static final List<String> NAMES = List.of(
            "Idempotency-Key",
            "X-Correlation-Id",
            "Authorization",
            "X-A",
            "X_B",
            "Idempotency_Key",
            "x-a",
            "x-sent-at");
    /// Without underscore twins of sync headers, of which an assumption speaks.
    private static final List<String> SENT =
            List.of("Idempotency-Key", "X-Correlation-Id", "Authorization", "X-A", "X_B", "X-Sent-At");

    /// What correlation-id and `add` make where there is nothing.
    private static final Set<List<String>> MADE = Set.of(List.of("minted"), List.of("add"));

    private final Random random = new Random(seed());
    private int precise;
    private int violated;

    private static long seed() {
        var seed = Long.getLong("portage.seed", 20261120L);
        System.out.println("simulated Kong, seed " + seed);
        return seed;
    }

    /// A plugin as it is written, and as it runs.
    private record Part(int priority, String yaml, Consumer<SimulatedKong> run) {}

    @Test
    void ofWhenPluginsArePutTogetherThenTheProofIsRightOfEveryRequest() {
        for (var i = 0; i < FILES; i++) {
            check(random.nextBoolean() ? KongVersion.V3_9 : KongVersion.V3_8);
        }
        System.out.println("called violated: " + violated + ", shown by a request: " + precise);

        assertThat(precise).isGreaterThan(violated * 97 / 100);
    }

    private void check(KongVersion version) {
        var parts = new ArrayList<Part>();
        Stream.of(
                        function("pre-function", 1_000_000),
                        id(version),
                        transformer(),
                        clear(),
                        function("post-function", -1000))
                .filter(_ -> random.nextInt(5) < 3)
                .forEach(parts::add);
        var file = Verified.plugins(parts.stream().map(Part::yaml).toArray(String[]::new))
                .on(version);
        parts.sort((one, other) -> Integer.compare(other.priority(), one.priority()));
        for (var header : SyncHeader.values()) {
            compare(file, parts, header);
        }
    }

    private void compare(Verified file, List<Part> parts, SyncHeader header) {
        var verdict = file.of("orders-r", header).verdict();
        var shown = SimulatedKong.requests(SENT).stream().anyMatch(request -> harms(request, parts, header));
        var yaml = parts.stream().map(Part::yaml).toList();
        if (shown) {
            assertThat(verdict).as("%s of %s", header, yaml).isEqualTo(Verdict.VIOLATED);
        }
        if (verdict == Verdict.VIOLATED) {
            violated++;
            precise += shown ? 1 : 0;
        }
    }

    private static boolean harms(Map<String, String> request, List<Part> parts, SyncHeader header) {
        var kong = new SimulatedKong(request);
        parts.forEach(part -> part.run().accept(kong));
        var sent = request.get(header.header());
        var arrived = kong.arrived(header.header());
        if (sent == null && header == SyncHeader.CORRELATION_ID && MADE.contains(arrived)) {
            return false;
        }
        return !arrived.equals(sent == null ? List.of() : List.of(Objects.requireNonNull(sent)));
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private Part function(String plugin, int priority) {
        var name = name();
        var verb = List.of("set_header", "add_header", "clear_header").get(random.nextInt(3));
        var value = verb.equals("clear_header") ? "" : ", 'made'";
        var yaml = "{name: %s, config: {access: [\"kong.service.request.%s('%s'%s)\"]}}"
                .formatted(plugin, verb, name, value);
        return new Part(priority, yaml, kong -> {
            switch (verb) {
                case "set_header" -> kong.set(name, "made");
                case "add_header" -> kong.add(name, "made");
                default -> kong.clear(name);
            }
        });
    }

    private Part id(KongVersion version) {
        var name = random.nextInt(3) > 0 ? "X-Correlation-Id" : name();
        var yaml = "{name: correlation-id, config: {header_name: %s}}".formatted(name);
        return new Part(version == KongVersion.V3_9 ? 100_001 : 1, yaml, kong -> kong.mint(name));
    }

    private Part clear() {
        var name = name();
        var yaml = "{name: opentelemetry, config: {traces_endpoint: 'http://o/t', "
                + "propagation: {default_format: w3c, clear: ['%s']}}}".formatted(name);
        return new Part(14, yaml, kong -> kong.clear(name));
    }

    private Part transformer() {
        var lists = new LinkedHashMap<String, List<String>>();
        var yaml = new ArrayList<String>();
        for (var list : List.of("remove", "rename", "replace", "add", "append")) {
            var entries =
                    Stream.generate(() -> entry(list)).limit(random.nextInt(3)).toList();
            lists.put(list, entries);
            yaml.add(list + ": {headers: ['" + String.join("', '", entries) + "']}");
        }
        yaml.removeIf(it -> it.contains("['']"));
        return new Part(
                801,
                "{name: request-transformer, config: {" + String.join(", ", yaml) + "}}",
                kong -> kong.transform(lists));
    }

    private String entry(String list) {
        return switch (list) {
            case "remove" -> name();
            case "rename" -> name() + ":" + name();
            case "replace" -> name() + ":" + (random.nextInt(3) == 0 ? "" : "replaced");
            default -> name() + ":" + list;
        };
    }
}
