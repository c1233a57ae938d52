package io.portage.kong.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.catalogue.Declarations;
import io.portage.kong.check.KongRule;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every `kong/…` has its place in one list, its entry on one page, and there an example that finds it.
class KongRulesTest {
    private static final Path PAGE = Path.of("../docs/kong-findings.md");
    private static final Path EXAMPLES = Path.of("src/test/resources/kong-rules");
    private static final Pattern CONF = Pattern.compile("(?m)^---- kong.conf\\n");
    private static final Pattern ID = Pattern.compile("\\bkong/[a-z]+(?:-[a-z]+)*(?=[\"`),\\s]|$)");
    private static final String INTRODUCTION = """
            # What Kong itself would refuse
            Findings `kong/…` are Kong's own checks, and what it takes without a word though it means something else. An \
            error is a file, or a kong.conf, that Kong refuses: the verdict is `invalid`, the exit 3, and nothing is said \
            of headers. Each example is run by a test, and the finding comes from it. Rules of our own: [rules](rules/README.md).
            """;

    @ParameterizedTest
    @EnumSource
    void verifyWhenTheExampleOfARuleThenThatIsFound(KongRule rule) {
        var found = findings(rule).stream()
                .filter(it -> it.rule().equals(rule.id()))
                .toList();

        assertThat(found).isNotEmpty().allSatisfy(it -> assertThat(it.message()).contains("(expected: "));
    }

    @Test
    void pageThenAnEntryForEachRule() throws IOException {
        var text = INTRODUCTION
                + Arrays.stream(KongRule.values()).map(KongRulesTest::entry).collect(Collectors.joining());
        if ("write".equals(System.getProperty("portage.docs"))) {
            Files.writeString(PAGE, text);
        }

        assertThat(PAGE).as("stale; write it with -Dportage.docs=write").hasContent(text);
    }

    @Test
    void idsWhenNamedAnywhereThenInTheList() throws IOException {
        var known = Arrays.stream(KongRule.values()).map(KongRule::id).collect(Collectors.toSet());
        var named = new TreeSet<String>();
        for (var folder : List.of("src/main/java", "src/test/java", "src/test/resources/kong-files")) {
            try (var files = Files.walk(Path.of(folder))) {
                files.filter(Files::isRegularFile).flatMap(KongRulesTest::ids).forEach(named::add);
            }
        }

        assertThat(named).isEqualTo(new TreeSet<>(known));
        assertThat(KongRule.of("kong/bad-value")).contains(KongRule.BAD_VALUE);
        assertThat(KongRule.of("kong/nothing")).isEmpty();
    }

    private static Stream<String> ids(Path file) {
        return Stream.concat(
                        Pattern.compile("\"(kong/[a-z-]+[a-z])\"")
                                .matcher(text(file))
                                .results()
                                .map(it -> it.group(1)),
                        Pattern.compile("# finding: ([a-z/, -]+)")
                                .matcher(text(file))
                                .results()
                                .flatMap(it -> ID.matcher(it.group(1)).results().map(MatchResult::group)))
                .filter(it -> !it.equals("kong/plugins") && !it.equals("kong/nothing"));
    }

    private static String entry(KongRule rule) {
        var parts = CONF.split(example(rule), 2);
        var level = findings(rule).stream()
                .filter(it -> it.rule().equals(rule.id()))
                .map(Finding::level)
                .findFirst()
                .orElse(Level.ERROR);
        var words = rule.words().isEmpty() ? "nothing" : "`" + rule.words() + "`";
        var conf = parts.length > 1 ? "With this kong.conf:\n```properties\n" + parts[1] + "```\n" : "";
        return "\n## %s\n%s\n\n**Level**: %s · **Kong says**: %s\n```yaml\n%s```\n%s"
                .formatted(rule.id(), rule.summary(), level.name().toLowerCase(Locale.ROOT), words, parts[0], conf);
    }

    private static List<Finding> findings(KongRule rule) {
        var parts = CONF.split(example(rule), 2);
        var conf = parts.length > 1 ? KongConf.parse("kong.conf", parts[1]) : KongConf.UNKNOWN;
        var options = new Options(KongVersion.NEWEST, false, null, conf, Declarations.NONE, null, Baseline.none());
        return new Verifier(options)
                .verify(List.of(new Source("kong.yml", parts[0].getBytes(StandardCharsets.UTF_8))))
                .findings();
    }

    private static String example(KongRule rule) {
        return text(EXAMPLES.resolve(rule.id().substring("kong/".length()) + ".example"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
