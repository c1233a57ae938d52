package io.portage.gateway.sync.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The published schema says enough to build a client by.
final class ContractSchemaTest {
    private final Schema schema = Documents.schema();
    private final JsonNode text = DocumentJson.MAPPER.readTree(DocumentJson.resource("sync-contract.schema.json"));

    private static ObjectNode spoilt(Consumer<ObjectNode> spoil) {
        var document = (ObjectNode) Documents.contract(Documents.bundled());
        spoil.accept(document);
        return document;
    }

    /// Every schema that has members, however deep.
    private static Stream<JsonNode> objects(JsonNode node) {
        var inner = node.valueStream().flatMap(ContractSchemaTest::objects);
        return node.path("properties").isObject() && node.path("type").isString()
                ? Stream.concat(Stream.of(node), inner)
                : inner;
    }

    @Test
    void objectsWhenTheyHaveMembersThenClosed() {
        assertThat(objects(text))
                .hasSizeGreaterThan(12)
                .allMatch(object -> object.path("additionalProperties").isBoolean());
    }

    @Test
    void membersWhenNamedThenDescribed() {
        var bare = objects(text)
                .flatMap(object -> object.path("properties").propertyStream())
                .filter(member -> !member.getValue().has("description"))
                .map(member -> member.getKey());
        assertThat(bare).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/limits/burst, mutations, 0",
        "/lifetimes, answer, \"24h\"",
        "/clock, allowance, 5",
        "/operations/0, method, \"TRACE\"",
        "/operations/0/queue, kind, \"sometimes\"",
        "/operations/0/key, body, \"clientMutationId\"",
        "/problems/0, status, 200",
        "/problems/0, final, \"yes\"",
        "'', version, 1",
        "'', serverTime, \"now\"",
        "'', surprise, true",
        "/operations/0, service, \"orders\""
    })
    void validateWhenAMemberIsWrongThenRefused(String parent, String member, String value) {
        var document = spoilt(root -> ((ObjectNode) root.at(parent)).set(member, DocumentJson.MAPPER.readTree(value)));
        assertThat(Documents.validate(schema, document)).isNotEmpty();
    }

    @Test
    void validateWhenAMemberOfTheDocumentIsMissingThenRefused() {
        Stream.of("lifetimes", "clock", "limits", "recommendedBurst", "operations", "problems", "serverTime")
                .forEach(member -> assertThat(Documents.validate(schema, spoilt(document -> document.remove(member))))
                        .as(member)
                        .isNotEmpty());
    }
}
