package io.portage.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.launcher.demo.Expectation.Reached;
import io.portage.launcher.demo.Expectation.Status;
import io.portage.launcher.demo.Expectation.Untold;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The story as data: each step says why, and looks at both ends.
final class StoryTest {
    static List<Step> steps() {
        return Story.steps();
    }

    @Test
    void storyHasItsThirteenSteps() {
        assertThat(steps()).extracting(Step::title).doesNotHaveDuplicates().hasSize(13);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void stepSaysWhyAndLooksAtBothEnds(Step step) {
        assertThat(step.why()).endsWith(".").hasSizeLessThan(116);
        assertThat(step.expected())
                .hasSizeGreaterThan(2)
                .anyMatch(Status.class::isInstance)
                .anyMatch(e -> e instanceof Reached || e instanceof Untold);
    }

    @Test
    void expectationsSpeakOfAnswersThatThereAre() {
        var nothing = new Evidence(List.of(), 0, Map.of());
        var named = new HashSet<String>();
        steps().forEach(step -> step.acts().stream().flatMap(StoryTest::names).forEach(named::add));
        assertThat(steps().stream().flatMap(step -> step.expected().stream())).allSatisfy(expectation -> {
            assertThat(expectation.check(nothing).because()).isNotBlank();
            assertThat(answers(expectation)).isSubsetOf(named);
        });
    }

    private static Stream<String> names(Act act) {
        return switch (act) {
            case Act.Send send -> Stream.of(send.name());
            case Act.SendBoth both -> Stream.of(both.first(), both.second());
            case Act.AskAgain ask -> Stream.of(ask.name());
            case Act.AskService ask -> Stream.of(ask.name());
            default -> Stream.empty();
        };
    }

    private static List<String> answers(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Status status -> List.of(status.answer());
            case Expectation.Member member -> List.of(member.answer());
            case Expectation.HeaderIs header -> List.of(header.answer());
            case Expectation.Says says -> List.of(says.answer());
            case Expectation.SameBytes same -> List.of(same.answer(), same.other());
            default -> List.of();
        };
    }
}
