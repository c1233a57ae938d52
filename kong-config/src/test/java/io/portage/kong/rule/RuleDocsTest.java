package io.portage.kong.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each page says what its rule does: what it tells to avoid is found, and what it prefers is not.
class RuleDocsTest {
    static Stream<RulePage> pages() {
        return RulePage.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void avoidWhenCheckedThenThatRuleAloneMakesTheDifference(RulePage page) {
        var avoid = findings(page, page.example("Avoid"));
        var prefer = Checked.rules(findings(page, page.example("Prefer")));
        var difference = new TreeSet<>(Checked.rules(avoid));
        difference.removeAll(prefer);
        difference.removeAll(page.companions());

        assertThat(prefer).doesNotContain(page.id());
        assertThat(difference).containsExactly(page.id());
        assertThat(avoid)
                .filteredOn(it -> it.rule().equals(page.id()))
                .allSatisfy(it -> assertThat(it.level()).isEqualTo(level(page)))
                .allSatisfy(it -> assertThat(it.message()).contains("(expected: "))
                .allSatisfy(it -> assertThat(it.at().line()).isBetween(1, lines(page)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void preferWhenCheckedThenNothingIsAnError(RulePage page) {
        assertThat(findings(page, page.example("Prefer")))
                .filteredOn(it -> it.level() == Level.ERROR)
                .isEmpty();
    }

    private static List<Finding> findings(RulePage page, String yaml) {
        return page.id().startsWith("contract/") ? Checked.ofOneOperation(yaml) : Checked.everywhere(yaml);
    }

    private static Level level(RulePage page) {
        return Level.valueOf(page.level().toUpperCase(Locale.ROOT));
    }

    private static int lines(RulePage page) {
        return (int) page.example("Avoid").lines().count();
    }
}
