package io.portage.kong.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.flow.SyncHeader;
import io.portage.kong.jwks.Keys;
import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import io.portage.kong.render.Environment;
import io.portage.kong.render.Overlay;
import io.portage.kong.render.Rendering;
import io.portage.kong.render.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every rule on the disk is in the list, has its page and is raised by `everything-wrong.yml`; what we ship raises
/// none.
class RulesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/portage/kong/rule");
    private static final Pattern EXPECTED = Pattern.compile("# finding: (.+)$");

    @Test
    void allWhenListedThenSortedByIdAndComplete() throws IOException {
        assertThat(Rules.ALL).extracting(it -> it.info().id()).isSorted().doesNotHaveDuplicates();
        assertThat(Rules.ALL)
                .extracting(it -> it.getClass().getSimpleName())
                .containsExactlyInAnyOrderElementsOf(onDisk());
    }

    @Test
    void allWhenListedThenEachHasItsPageThatSaysTheSame() {
        var pages = RulePage.all().stream().collect(Collectors.toMap(RulePage::id, it -> it));
        assertThat(pages.keySet()).containsExactlyInAnyOrderElementsOf(ids().toList());
        for (var rule : Rules.ALL) {
            var page = Objects.requireNonNull(pages.get(rule.info().id()));
            assertThat(page.summary().toLowerCase(Locale.ROOT))
                    .isEqualTo(rule.info().summary().toLowerCase(Locale.ROOT) + ".");
            assertThat(page.level()).isEqualTo(rule.info().level().name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void checkWhenEverythingIsWrongThenEachRuleFindsItsLineAndNoOther() {
        var text = Checked.text("src/test/resources/rules/everything-wrong.yml");
        var found = Checked.ofEverything(text);

        assertThat(found.stream().map(it -> it.at().line() + " " + it.rule()).distinct())
                .containsExactlyInAnyOrderElementsOf(expected(text.lines().toList()));
        assertThat(new HashSet<>(found.stream().map(Finding::rule).toList())).containsAll(ids().toList());
    }

    @Test
    void checkWhenNothingIsWrongThenNothingIsFound() {
        assertThat(Checked.ofEverything(Checked.text("src/test/resources/rules/nothing-wrong.yml")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Environment.class)
    void checkWhenShippedThenNothingButThePlaceholder(Environment environment) {
        for (var target : List.of(Target.DBLESS, Target.DECK)) {
            assertThat(Checked.byDefault(Rendering.of(environment, target, Keys.placeholder())))
                    .extracting(Finding::rule)
                    .as(environment + " " + target)
                    .containsOnly("keys/placeholder");
        }
        assertThat(Checked.byDefault(Rendering.twin(environment, Keys.placeholder())))
                .filteredOn(it -> it.level() != Level.NOTE)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Environment.class)
    void checkWhenShippedWithEveryOverlayThenNothingToMend(Environment environment) {
        var text = Rendering.of(environment, Target.DBLESS, Keys.placeholder(), Overlay.values());
        assertThat(Checked.everywhere(text))
                .filteredOn(it -> !it.rule().equals("keys/placeholder"))
                .isEmpty();
    }

    @Test
    void indexWhenReadThenEveryRuleStandsInIt() {
        assertThat(Checked.text("../docs/rules/README.md").lines().filter(it -> it.startsWith("| [")))
                .containsExactlyElementsOf(RulePage.all().stream()
                        .map(it ->
                                "| [" + it.id() + "](" + it.id() + ".md) | " + it.level() + " | " + it.summary() + " |")
                        .toList());
    }

    /// Those of the rules, and those of the proof.
    private static Stream<String> ids() {
        return Stream.concat(
                Rules.ALL.stream().map(it -> it.info().id()),
                Arrays.stream(SyncHeader.values())
                        .map(it -> "headers/keeps-" + it.header().toLowerCase(Locale.ROOT)));
    }

    private static List<String> onDisk() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var names = new ArrayList<String>();
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                if (Files.readString(file).contains("implements Rule {")) {
                    names.add(file.getFileName().toString().replace(".java", ""));
                }
            }
            return names;
        }
    }

    /// What the comments in the file say, by line.
    private static List<String> expected(List<String> lines) {
        return IntStream.range(0, lines.size())
                .boxed()
                .flatMap(i -> {
                    var matcher = EXPECTED.matcher(lines.get(i));
                    return matcher.find()
                            ? Arrays.stream(matcher.group(1).split(", ")).map(it -> (i + 1) + " " + it)
                            : Stream.<String>empty();
                })
                .toList();
    }
}
