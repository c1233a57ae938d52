package io.portage.kong.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.catalogue.Declarations;
import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.flow.Verdict;
import io.portage.kong.model.Finding;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Level;
import io.portage.kong.read.Source;
import io.portage.kong.waiver.Baseline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Configurations that somebody might write to catch us out, each with what Kong 3.9.1 makes of it according to its
/// schemas and its source. A case is `=== name | kong.conf`, the file, and behind arrows the verdict and what is not
/// preserved on each route, or the findings for which Kong refuses it.
class HostileTest {
    private static final Path CASES = Path.of("src/test/resources/hostile");
    private static final String HEAD = "_format_version: \"3.0\"\n";

    private record Case(String name, KongConf conf, String yaml, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        return Files.list(CASES).sorted().flatMap(HostileTest::cases);
    }

    private static Stream<Case> cases(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^=== ", -1))
                    .skip(1)
                    .map(HostileTest::parse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case parse(String text) {
        var head = text.lines().findFirst().orElseThrow().split(" \\| ", 2);
        var lines = text.lines().skip(1).toList();
        var yaml = String.join(
                "\n", lines.stream().filter(it -> !it.startsWith("--> ")).toList());
        return new Case(
                head[0],
                head.length == 1 ? KongConf.UNKNOWN : KongConf.parse("kong.conf", head[1].replace("\\n", "\n")),
                (yaml.contains("_format_version") ? "" : HEAD) + yaml + "\n",
                lines.stream().filter(it -> it.startsWith("--> ")).collect(Collectors.joining("\n")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verifyWhenSomebodyIsOutToCatchUsThenAsKongDoes(Case hostile) {
        assertThat(said(hostile)).as(hostile.yaml()).isEqualTo(hostile.expected());
    }

    private static String said(Case hostile) {
        var options = new Options(
                KongVersion.NEWEST, false, Reach.ALL, hostile.conf(), Declarations.NONE, null, Baseline.none());
        var source = new Source("kong.yml", hostile.yaml().getBytes(StandardCharsets.UTF_8));
        var verification = new Verifier(options).verify(List.of(source));
        var said = new ArrayList<>(List.of(verification.verdict()));
        if (verification.config() == null) {
            verification.findings().stream()
                    .filter(it -> it.level() == Level.ERROR)
                    .map(Finding::rule)
                    .sorted()
                    .distinct()
                    .forEach(said::add);
        } else {
            verification.routes().forEach(it -> said.add(harm(it)));
        }
        return said.stream().map(it -> "--> " + it).collect(Collectors.joining("\n"));
    }

    private static String harm(RouteVerdict route) {
        var harm = route.headers().entrySet().stream()
                .filter(it -> it.getValue().verdict() != Verdict.PRESERVED)
                .map(it -> it.getKey().header() + " " + it.getValue().verdict()
                        + it.getValue().because().stream()
                                .map(cause ->
                                        " " + cause.effect() + (cause.consumer() == null ? "" : "@" + cause.consumer()))
                                .distinct()
                                .collect(Collectors.joining()))
                .toList();
        var kinds = harm.stream()
                .map(it -> it.substring(it.indexOf(' ')))
                .distinct()
                .toList();
        var all = harm.size() == route.headers().size() && kinds.size() == 1;
        return route.route().label() + ": "
                + (harm.isEmpty() ? "preserved" : all ? "all" + kinds.getFirst() : String.join(", ", harm));
    }
}
