package io.portage.kong.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.read.Position;
import io.portage.kong.read.Source;
import io.portage.kong.report.Excerpts.Line;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An excerpt shows the line, and the caret stands under what is meant, whatever stands in the file.
class ExcerptsTest {
    private static List<Line> at(byte[] bytes, int line, int column) {
        return new Excerpts(List.of(new Source("kong.yml", bytes))).at(new Position("kong.yml", line, column));
    }

    private static List<Line> at(String text, int line, int column) {
        return at(text.getBytes(StandardCharsets.UTF_8), line, column);
    }

    @Test
    void atThenTheLineAndTwoAboveWithoutBlankOnes() {
        assertThat(at("a: 1\n\nb: 2\nc: 3\n", 3, 4)).containsExactly(new Line(1, "a: 1", -1), new Line(3, "b: 2", 3));
    }

    @Test
    void atWhenTheLineItselfIsBlankThenShown() {
        assertThat(at("a:\n\n", 2, 1)).contains(new Line(2, "", 0));
    }

    @Test
    void atWhenAFileOfOneLongLineThenThePartThatIsMeant() {
        var text = "[" + "x, ".repeat(5_000) + "HERE, " + "y, ".repeat(5_000) + "]";
        var line = at(text, 1, text.indexOf("HERE") + 1).getFirst();
        assertThat(line.text()).hasSize(160);
        assertThat(line.text().substring(line.caret())).startsWith("HERE");
    }

    @Test
    void atWhenItSteersTerminalsThenItDoesNot() {
        assertThat(at("a: \u001b[2J\u202eb\tc", 1, 1)).containsExactly(new Line(1, "a: ?[2J?b c", 0));
    }

    @Test
    void atWhenItIsNoTextThenNothing() {
        assertThat(at(new byte[] {'a', (byte) 0xfa, (byte) 0x80, '\n', 'b'}, 1, 2))
                .isEmpty();
    }

    @Test
    void atWhenThereIsNoSuchLineThenNothing() {
        assertThat(at("a: 1", 7, 1)).isEmpty();
    }
}
