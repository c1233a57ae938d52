package io.portage.kong.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Places are filled, left out or refused.
final class ParametersTest {
    private static final Tree DECLARED = tree("a: {is: x, deck: DECK_A}\nb: {is: y}");

    @Test
    void fillWhenGivenThenTheValueOfItsOwnType() {
        var filled = Parameters.of(DECLARED, Map.of("a", List.of("x", "y"), "b", 5), false)
                .fill(tree("list: ${a}\nnumber: ${b}\ntext: a ${b} c\nempty: {}"));
        assertThat(filled).isEqualTo(tree("list: [x, y]\nnumber: 5\ntext: a ${b} c\nempty: {}"));
    }

    @Test
    void fillWhenNothingIsGivenThenTheFieldAndWhatIsEmptyThenAreLeftOut() {
        var given = new HashMap<String, Object>(Map.of("b", 1));
        given.put("a", null);
        assertThat(Parameters.of(DECLARED, given, true)
                        .fill(tree("redis:\n  host: ${a}\n  tls:\n    on: ${a}\nb: ${b}")))
                .isEqualTo(tree("b: 1"));
    }

    @Test
    void fillWhenForDeckThenWhatItAsksForIsAVariable() {
        assertThat(Parameters.of(DECLARED, Map.of("a", "x", "b", "y"), true).fill(tree("a: ${a}\nb: ${b}")))
                .isEqualTo(new Tree().put("a", new DeckVariable("DECK_A")).put("b", "y"));
    }

    @Test
    void readWhenSomethingIsMissingOrUnknownThenRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameters.of(DECLARED, Map.of("a", 1, "c", 2), false))
                .withMessage("parameters: [b, c] (expected: each one both declared and given)");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Parameters.of(DECLARED, Map.of("a", 1, "b", 2), false).fill(tree("x: ${d}")))
                .withMessage("${d} (expected: one of [a, b])");
    }

    private static Tree tree(String yaml) {
        return Tree.of(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }
}
