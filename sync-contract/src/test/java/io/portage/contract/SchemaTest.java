package io.portage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portage.contract.Mutilations.Mutilation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The schema tells an editor what the reader would say: the two agree on every file and on every mutilated file.
final class SchemaTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Objects.requireNonNull(
                    SchemaTest.class.getResourceAsStream("/sync-contract/sync-contract.schema.json")));

    /// What only the reader can see, because it compares fields or looks into the defaults.
    private static final List<String> READER_ALONE = List.of(
            "\"source\" is missing",
            "\"key\" is missing",
            "\"queue\" is missing",
            "\"dedupes-by\" is missing",
            "the retention of the answers",
            "because the service recognises no repeat",
            "that no other operation matches",
            "an id of its own",
            "a key rule that says where the body carries it",
            "a version pointer beside it",
            "reads are checked by their service",
            "older data is not shown",
            "because it is no read");

    static Stream<Fixture> shipped() {
        return Fixture.in("sync-contract").filter(file -> file.name().endsWith(".yml"));
    }

    static Stream<Fixture> good() {
        return Fixture.in("good");
    }

    static Stream<Fixture> broken() {
        return Fixture.in("broken").filter(Fixture::schemaRefuses);
    }

    private static Stream<Mutilation> mutilated() {
        return Fixture.in("good").flatMap(file -> Mutilations.of(json(file.text())));
    }

    @ParameterizedTest
    @MethodSource({"shipped", "good"})
    void validateWhenFileIsGoodThenNothingIsWrong(Fixture file) {
        assertThat(validate(json(file.text()).toString())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shippedFilesNameTheSchemaForEditors(Fixture file) {
        assertThat(file.text()).startsWith("# yaml-language-server: $schema=sync-contract.schema.json\n");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void validateWhenReaderRefusesThenSchemaRefuses(Fixture file) {
        assertThat(validate(json(file.text()).toString())).isNotEmpty();
    }

    @Test
    void validateWhenFileIsMutilatedThenSchemaAndReaderAgree() {
        var disagreements = mutilated().filter(SchemaTest::disagree).toList();
        assertThat(mutilated()).hasSizeGreaterThan(300);
        assertThat(disagreements).isEmpty();
    }

    @Test
    void everyFieldIsDescribed() {
        var schema = json(SCHEMA.getSchemaNode().toString());
        var bare = schema.findValues("properties").stream()
                .flatMap(properties -> properties.properties().stream())
                .filter(field -> !described(schema, field.getValue()))
                .map(field -> field.getKey())
                .toList();
        assertThat(bare).as("fields without a description").isEmpty();
    }

    @Test
    void everyObjectIsClosed() {
        var open = SCHEMA.getSchemaNode().findParents("properties").stream()
                .filter(object -> !object.path("additionalProperties").isBoolean())
                .toList();
        assertThat(open).isEmpty();
    }

    private static boolean disagree(Mutilation mutilation) {
        var schema = validate(mutilation.json());
        var reader = readerErrors(mutilation.json());
        boolean readerAlone = schema.isEmpty()
                && reader.stream().allMatch(error -> READER_ALONE.stream().anyMatch(error::contains));
        return schema.isEmpty() != reader.isEmpty() && !readerAlone;
    }

    private static List<String> readerErrors(String json) {
        try {
            ContractReader.read(List.of(new ContractReader.Source("mutilated.yml", json)));
            return List.of();
        } catch (ContractException e) {
            return e.errors().stream().map(ContractError::message).toList();
        }
    }

    private static List<Error> validate(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    private static JsonNode json(String yaml) {
        return JSON.valueToTree(
                new Load(LoadSettings.builder().setAllowDuplicateKeys(true).build()).loadFromString(yaml));
    }

    private static boolean described(JsonNode schema, JsonNode field) {
        var reference = field.path("$ref").asString("");
        return field.has("description")
                || (!reference.isEmpty() && schema.at(reference.substring(1)).has("description"));
    }
}
