package io.portage.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// The help texts and what the verbs really take are the same.
final class HelpTest {
    private static final Pattern LISTED = Pattern.compile("(?m)^  (--[a-z-]+)");
    private static final Pattern VERB = Pattern.compile("(?m)^  ([a-z]+) ");

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo", "chaos", "bench"})
    void helpListsEveryOptionAndNoOther(String verb) {
        var taken = new TreeSet<String>();
        var command = Objects.requireNonNull(
                new CommandLine(new Main()).getSubcommands().get(verb));
        command.getCommandSpec().options().forEach(option -> taken.add(option.longestName()));
        assertThat(listed(LISTED, verb)).isEqualTo(taken);
    }

    @Test
    void helpNamesEveryVerb() {
        var verbs = new TreeSet<>(new CommandLine(new Main()).getSubcommands().keySet());
        assertThat(listed(VERB, "portage")).containsAll(verbs).contains("test", "help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"portage", "up", "demo", "chaos", "bench", "test"})
    void helpFitsOnAScreen(String verb) {
        assertThat(Main.help(verb).lines()).hasSizeLessThan(30).allMatch(line -> line.length() <= 120);
    }

    private static TreeSet<String> listed(Pattern pattern, String verb) {
        var names = new TreeSet<String>();
        pattern.matcher(Main.help(verb))
                .results()
                .map((MatchResult result) -> result.group(1))
                .forEach(names::add);
        return names;
    }
}
