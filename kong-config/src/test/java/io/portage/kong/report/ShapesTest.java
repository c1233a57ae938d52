package io.portage.kong.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/// What other programs read has the shape that they expect.
class ShapesTest {
    private static final String INVALID =
            "_format_version: \"3.0\"\nservices:\n- name: \"\\uD800 \\u2028 \\\" \\\\ \\t\"\n";

    @ParameterizedTest
    @ValueSource(strings = {Subjects.EVERYTHING, INVALID, "_format_version: \"3.0\"", "\0"})
    void jsonThenAsPromised(String text) {
        assertThat(errors("verification.schema.json", Format.JSON.of(List.of(Subjects.of("kong.yml", text)), false)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Subjects.EVERYTHING, INVALID, "_format_version: \"3.0\"", "\0"})
    void sarifThenAsTheFormatDemands(String text) {
        var subjects = List.of(Subjects.of("a folder/kong%.yml", text), Subjects.of("/a/kong.yml", text));
        assertThat(errors("sarif-used.schema.json", Format.SARIF.of(subjects, false)))
                .isEmpty();
    }

    @Test
    void sarifWhenARuleIsMissingItsTextThenTheSchemaWouldSay() {
        var sarif = Format.SARIF.of(List.of(Subjects.of("kong.yml", INVALID)), false);
        assertThat(errors("sarif-used.schema.json", sarif.replace("\"startLine\": 3", "\"startLine\": 0")))
                .isNotEmpty();
    }

    @Test
    void sarifWhenTheFileIsNamedInARoundaboutWayThenPlain() {
        var subjects = List.of(Subjects.of("./a folder/../kong.yml", INVALID));
        assertThat(Format.SARIF.of(subjects, false)).contains("{\"uri\": \"kong.yml\"}");
    }

    @Test
    void junitThenOneCaseForEachRouteAndWellFormed() throws Exception {
        var xml = Format.JUNIT.of(List.of(Subjects.of("kong.yml", Subjects.EVERYTHING)), false);
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        var suite = (Element) document.getElementsByTagName("testsuite").item(0);
        var cases = document.getElementsByTagName("testcase");
        assertThat(cases.getLength())
                .isEqualTo(Integer.parseInt(suite.getAttribute("tests")))
                .isGreaterThanOrEqualTo(4);
        assertThat(document.getElementsByTagName("failure").getLength())
                .isEqualTo(Integer.parseInt(suite.getAttribute("failures")))
                .isPositive();
    }

    /// What fails is told first, whatever else is said of the route; what nobody can say is no success.
    @Test
    void junitWhenARouteIsLostOrUnprovenThenFailedOrSkipped() throws Exception {
        var text = Subjects.EVERYTHING
                .replace("- name: key-auth", "- {name: pre-function, config: {access: [\"kong.ctx.shared.f()\"]}}")
                .replaceFirst("(?s)consumers:.*", "");
        var xml = Format.JUNIT.of(List.of(Subjects.of("kong.yml", text)), false);
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        assertThat(message(document, "failure", 0)).startsWith("Idempotency-Key: request-transformer");
        var suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("skipped"))
                .isEqualTo(
                        String.valueOf(document.getElementsByTagName("skipped").getLength()))
                .isEqualTo("1");
        assertThat(message(document, "skipped", 0)).contains("nobody can say");
    }

    private static String message(Document document, String kind, int index) {
        return ((Element) document.getElementsByTagName(kind).item(index)).getAttribute("message");
    }

    private static List<Error> errors(String schema, String json) {
        var stream = Objects.requireNonNull(ShapesTest.class.getResourceAsStream("/" + schema));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(stream)
                .validate(json, InputFormat.JSON);
    }
}
