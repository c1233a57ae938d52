package io.portage.gateway.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.JsonPointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
    private static final String DOCUMENT = "{\"a\":{\"b\":[10,{\"c\":\"x\"},null]},\"\":\"empty\",\"m~n\":\"tilde\","
            + "\"m/n\":\"slash\",\"0\":\"zero\",\"-\":\"dash\",\"n\":5}";

    private static Json document() throws JsonReader.MalformedJsonException {
        return JsonReader.read(DOCUMENT.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"/a/b/1/c, x", "/, empty", "/m~0n, tilde", "/m~1n, slash", "/0, zero", "/-, dash"})
    void textAtWhenStringThenFound(String pointer, String text) throws Exception {
        assertThat(document().textAt(JsonPointer.parse(pointer))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "/a/b", "/a/b/0", "/a/b/2", "/n", "/absent"})
    void textAtWhenNoStringThenNull(String pointer) throws Exception {
        assertThat(document().textAt(JsonPointer.parse(pointer))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/b/3",
                "/a/b/-",
                "/a/b/01",
                "/a/b/+1",
                "/a/b/-1",
                "/a/b/99999999999",
                "/a/b/0/c",
                "/n/x",
                "/a/b/x",
                "/a/b/2/c"
            })
    void atWhenNothingThereThenNull(String pointer) throws Exception {
        assertThat(document().at(JsonPointer.parse(pointer))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"/a/b/0, 10", "/n, 5"})
    void atWhenNumberThenItsLiteral(String pointer, String literal) throws Exception {
        assertThat(document().at(JsonPointer.parse(pointer))).isEqualTo(new Json.Num(literal));
    }

    @ParameterizedTest
    @ValueSource(strings = {""})
    void atWhenWholeDocumentThenItself(String pointer) throws Exception {
        assertThat(document().at(JsonPointer.parse(pointer))).isEqualTo(document());
    }
}
