package io.portage.kong.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EnvTemplatesTest {
    @Test
    void readWhenTemplateThenTextAsWrittenAndEverythingInItsPlace() throws Unreadable {
        var root = mapping("a: \"x-${{ env \"DECK_A\" }}-y\"  \nb: {c: ${{ env \"DECK_B\" }}, d: 1}\n");

        assertThat(root.get("a"))
                .isInstanceOfSatisfying(
                        Node.Text.class, it -> assertThat(it.value()).isEqualTo("x-${{ env \"DECK_A\" }}-y"));
        assertThat(root.get("b")).isInstanceOfSatisfying(Node.Mapping.class, it -> {
            assertThat(it.get("c"))
                    .isInstanceOfSatisfying(
                            Node.Text.class,
                            text -> assertThat(EnvTemplates.isIn(text.value())).isTrue());
            assertThat(it.member("d").orElseThrow().at()).hasToString("f:2:29");
        });
    }

    @Test
    void readWhenTemplateMakesAnotherTypeThenThatType() throws Unreadable {
        var root = mapping(
                "a: ${{ env \"DECK_A\" | toBool }}\nb: ${{ env \"DECK_B\" | toInt }}\nc: x${{ env \"DECK_B\" | toInt }}\n");

        assertThat(root.get("a")).isInstanceOf(Node.Bool.class);
        assertThat(root.get("b")).isInstanceOf(Node.Number.class);
        assertThat(root.get("c")).isInstanceOf(Node.Text.class);
    }

    @Test
    void readWhenOneLineOfOpeningsThenAtOnce() {
        var text = "${{ ".repeat(2_000_000);

        assertThat(EnvTemplates.in(text).text()).isEqualTo(text);
        assertThat(EnvTemplates.in("# ${{ env \"HOME\" }}\n").templates()).isEmpty();
    }

    private static Node.Mapping mapping(String text) throws Unreadable {
        return (Node.Mapping) DocumentReader.read(new Source("f", text.getBytes(StandardCharsets.UTF_8)))
                .root();
    }
}
