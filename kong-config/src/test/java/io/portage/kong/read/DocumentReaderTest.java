package io.portage.kong.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
    @Test
    void readWhenValuesThenTheirPlaces() throws Unreadable {
        var root = mapping("a: 1\nb:\n  - x\n  - y: z\n");

        assertThat(root.member("b").orElseThrow().at()).hasToString("f:2:1");
        assertThat(root.get("b")).isInstanceOfSatisfying(Node.Items.class, list -> {
            assertThat(list.items().getFirst().at()).hasToString("f:3:5");
            assertThat(list.items().getLast())
                    .isInstanceOfSatisfying(
                            Node.Mapping.class,
                            it -> assertThat(it.get("y")).isEqualTo(new Node.Text(new Position("f", 4, 8), "z")));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
    void readWhenAByteOrderMarkSaysHowThenRead(String charset) throws Unreadable {
        var bytes = "\uFEFFa: 1\nb: {c: \"\u00e9\"}\n".getBytes(Charset.forName(charset));

        assertThat(DocumentReader.read(new Source("f", bytes)).root())
                .isInstanceOfSatisfying(
                        Node.Mapping.class,
                        root -> assertThat(root.get("b"))
                                .isInstanceOfSatisfying(
                                        Node.Mapping.class,
                                        b -> assertThat(b.get("c"))
                                                .isEqualTo(new Node.Text(new Position("f", 2, 8), "\u00e9"))));
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE, 0x00", "UTF-16BE, 0x00", "ISO-8859-1, 0xe9"})
    void readWhenNothingSaysThatItIsNoUtf8ThenOneMessage(String charset, String found) {
        var source = new Source(
                "f", (charset.startsWith("U") ? "a: e\n" : "a: \u00e9\n").getBytes(Charset.forName(charset)));

        assertThatThrownBy(() -> DocumentReader.read(source))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        e -> assertThat(e.reason()).startsWith("byte " + found).contains("(expected: "));
    }

    @Test
    void readWhenHalfACharacterOfUtf16ThenRefused() {
        var source = new Source("f", new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0, ':'});

        assertThatThrownBy(() -> DocumentReader.read(source))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.reason()).contains("(expected: UTF-16LE)"));
    }

    @Test
    void readWhenMergedThenOwnMembersWin() throws Unreadable {
        var root = mapping(
                "base: &base {a: 1, b: 1}\nmore: &more {b: 2, c: 2}\nx:\n  b: 3\n  <<: [*base, *more]\n  a: 4\n");

        assertThat(root.get("x")).isInstanceOfSatisfying(Node.Mapping.class, it -> {
            assertThat(it.get("a"))
                    .isInstanceOfSatisfying(
                            Node.Number.class, n -> assertThat(n.value()).isEqualTo(4));
            assertThat(it.get("b"))
                    .isInstanceOfSatisfying(
                            Node.Number.class, n -> assertThat(n.value()).isEqualTo(3));
            assertThat(it.get("c"))
                    .isInstanceOfSatisfying(
                            Node.Number.class, n -> assertThat(n.value()).isEqualTo(2));
        });
    }

    @Test
    void readWhenKeyTwiceThenTheLastAndARemarkAtIt() throws Unreadable {
        var document = document("a: 1\nb: 2\na: 3\n");

        assertThat(document.remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.rule()).isEqualTo("kong/duplicate-key");
            assertThat(remark.error()).isFalse();
            assertThat(remark.at()).hasToString("f:3:1");
            assertThat(remark.message()).contains("line 1");
        });
        assertThat(mapping("a: 1\na: 3\n").get("a"))
                .isInstanceOfSatisfying(
                        Node.Number.class, n -> assertThat(n.text()).isEqualTo("3"));
    }

    @Test
    void readWhenAliasesMultiplyThenRefused() {
        var bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
        for (var name = 'b'; name < 'k'; name++) {
            var before = "*" + (char) (name - 1) + ",";
            bomb.append(name)
                    .append(": &")
                    .append(name)
                    .append(" [")
                    .append(before.repeat(9))
                    .append(before, 0, 2)
                    .append("]\n");
        }

        assertRefused(() -> document(bomb.toString()), "aliases");
    }

    @Test
    void readWhenAnchorInsideItselfThenRefused() {
        assertRefused(() -> document("a: &a [*a]\n"), "inside itself");
        assertRefused(() -> document("a: *nowhere\n"), "no such anchor");
    }

    @Test
    void readWhenDeepThenRefused() {
        assertRefused(() -> document("[".repeat(5_000)), "nesting");
        assertRefused(() -> document("- ".repeat(5_000) + "a"), "nesting");
    }

    @Test
    void readWhenNoTextThenRefusedAtTheByte() {
        assertRefused(() -> document(new byte[] {'a', '\n', 'b', (byte) 0xC3, '('}), "f:2:2", "0xc3");
        assertRefused(() -> document(new byte[] {'a', 0}), "f:1:2", "0x00");
    }

    @Test
    void readWhenNoYamlThenRefusedAtItsPlace() {
        assertRefused(() -> document("a: [1,\nb: }\n"), "f:2:", "not YAML");
        assertRefused(() -> document("a:\n\t- b\n"), "f:2:", "not YAML");
        assertRefused(() -> document("  \n# nothing\n"), "f:1:1", "empty");
    }

    @Test
    void readWhenByteOrderMarkOrCarriageReturnsThenTheSame() throws Unreadable {
        assertThat(mapping("\uFEFFa: 1\r\nb: yes\r\n").get("b")).isInstanceOf(Node.Bool.class);
    }

    @Test
    void readWhenJsonThenItsValues() throws Unreadable {
        var root = mapping("{\"a\": \"yes\",\n\t\"b\": [1, true, null], \"c\\u0041\": \"\\/\"}");

        assertThat(root.get("a")).isInstanceOf(Node.Text.class);
        assertThat(root.get("b"))
                .isInstanceOfSatisfying(
                        Node.Items.class, it -> assertThat(it.items()).hasSize(3));
        assertThat(root.get("cA"))
                .isInstanceOfSatisfying(
                        Node.Text.class, it -> assertThat(it.value()).isEqualTo("/"));
    }

    @Test
    void readWhenSeveralDocumentsThenTheFirstAndARemark() throws Unreadable {
        var document = document("a: 1\n---\nb: 2\n");

        assertThat(document.root())
                .isInstanceOfSatisfying(
                        Node.Mapping.class, it -> assertThat(it.get("a")).isNotNull());
        assertThat(document.remarks())
                .singleElement()
                .satisfies(it -> assertThat(it.rule()).isEqualTo("kong/several-documents"));
    }

    @Test
    void readWhenQuotedThenTextWhateverItSays() throws Unreadable {
        assertThat(mapping("a: 'yes'\nb: \"8\"\nc: !!str 8\nd: !!int \"8\"\n")).satisfies(it -> {
            assertThat(it.get("a")).isInstanceOf(Node.Text.class);
            assertThat(it.get("b")).isInstanceOf(Node.Text.class);
            assertThat(it.get("c")).isInstanceOf(Node.Text.class);
            assertThat(it.get("d")).isInstanceOf(Node.Number.class);
        });
    }

    @Test
    void readWhenTooBigThenRefused() {
        assertRefused(() -> document(new byte[(64 << 20) + 1]), "64 MiB");
    }

    private static Node.Mapping mapping(String text) throws Unreadable {
        return (Node.Mapping) document(text).root();
    }

    private static Document document(String text) throws Unreadable {
        return document(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Document document(byte[] bytes) throws Unreadable {
        return DocumentReader.read(new Source("f", bytes));
    }

    private static void assertRefused(ThrowingCallable reading, String... parts) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        it -> assertThat(it.at() + ": " + it.reason())
                                .contains(parts)
                                .contains("(expected: "));
    }
}
