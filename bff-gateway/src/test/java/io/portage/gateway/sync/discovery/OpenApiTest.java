package io.portage.gateway.sync.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.gateway.problem.ProblemCode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class OpenApiTest {
    private static final String OFFICIAL = "https://spec.openapis.org/oas/3.1/schema-base/2022-10-07";
    private static final JsonNode DOCUMENT = Documents.openApi(Documents.bundled());

    static List<Operation> operations() {
        return SyncContract.bundled().operations();
    }

    private static JsonNode node(Operation operation) {
        return DOCUMENT.path("paths")
                .path(operation.path().text().replace("**", "{rest}"))
                .path(operation.method().toLowerCase(Locale.ROOT));
    }

    private static JsonNode node(String id) {
        return node(SyncContract.bundled().operation(id));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> parameters(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .map(parameter -> parameter.has("$ref")
                        ? DOCUMENT.at(parameter.path("$ref").asString().substring(1))
                        : parameter)
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    /// The schema of the OpenAPI initiative, with its dialect for schemas, from a library that carries it.
    @Test
    void documentWhenReadByTheOfficialSchemaThenOpenApi31() {
        var registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaIdResolvers(
                        ids -> ids.mapPrefix("https://spec.openapis.org/", "classpath:spec.openapis.org/")));
        var official = registry.getSchema(SchemaLocation.of(OFFICIAL));
        assertThat(Documents.validate(official, DOCUMENT)).isEmpty();
        var spoilt = Documents.openApi(Documents.bundled());
        ((ObjectNode) spoilt.path("info")).remove("title");
        assertThat(Documents.validate(official, spoilt)).isNotEmpty();
    }

    @Test
    void documentWhenReadByAStandardParserThenNothingToSay() {
        var options = new ParseOptions();
        options.setResolve(true);
        var result = new OpenAPIV3Parser().readContents(DOCUMENT.toString(), null, options);
        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths()).hasSameSizeAs(DOCUMENT.path("paths"));
    }

    @Test
    void referencesWhenFollowedThenLeadSomewhere() {
        var references = new ArrayList<String>();
        DOCUMENT.findValues("$ref").forEach(reference -> references.add(reference.asString()));
        assertThat(references)
                .hasSizeGreaterThan(200)
                .allMatch(reference -> reference.startsWith("#/")
                        && !DOCUMENT.at(reference.substring(1)).isMissingNode());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationWhenInTheContractThenWithItsHeadersAndRules(Operation operation) {
        var node = node(operation);
        assertThat(node.path("operationId").asString()).isEqualTo(operation.id());
        assertThat(node.path("x-portage-queue")).isNotEmpty();
        assertThat(node.path("x-portage-key").has("need")).isTrue();
        assertThat(node.path("security").at("/0/bearer").isArray()).isTrue();
        assertThat(parameters(node)).contains("X-Correlation-Id");
        if (operation.mutates()) {
            assertThat(parameters(node)).contains("Idempotency-Key", "X-Queued-At", "X-Sent-At");
        } else {
            assertThat(parameters(node)).contains("If-None-Match").doesNotContain("Idempotency-Key", "X-Queued-At");
        }
        assertThat(parameters(node).contains("If-Match")).isEqualTo(operation.version() != null);
        assertThat(node.has("requestBody"))
                .isEqualTo(operation.mutates() && !operation.mediaTypes().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void problemsWhenPossibleThenEachHasAResponseThatNamesIt(Operation operation) {
        var node = node(operation);
        var codes = texts(node.path("x-portage-problems"));
        assertThat(codes).contains("TOKEN_MISSING", "UPSTREAM_TIMEOUT").doesNotContain("OPERATION_UNKNOWN");
        for (var code : codes) {
            var status = Integer.toString(ProblemCode.valueOf(code).status());
            var response = node.path("responses").path(status).path("$ref").asString();
            assertThat(texts(DOCUMENT.at(response.substring(1))
                            .at("/content/application~1problem+json/schema/allOf/1/properties/code/enum")))
                    .as(status)
                    .contains(code);
        }
    }

    @Test
    void problemsWhenTheRuleCannotEndSoThenNotNamed() {
        assertThat(texts(node("patient.merge").path("x-portage-problems")))
                .contains("OFFLINE_NOT_ALLOWED")
                .doesNotContain("QUEUED_MUTATION_EXPIRED", "VERSION_REQUIRED", "MODULE_NOT_ACTIVE");
        assertThat(texts(node("patient.create").path("x-portage-problems")))
                .contains("QUEUED_MUTATION_EXPIRED", "MODULE_NOT_ACTIVE", "IDEMPOTENCY_KEY_CONFLICT")
                .doesNotContain("OFFLINE_NOT_ALLOWED", "BATCH_REFUSED", "DELEGATION_INVALID");
        assertThat(texts(node("order.cancel").path("x-portage-problems"))).contains("VERSION_REQUIRED");
        assertThat(texts(node("order.create-batch").path("x-portage-problems")))
                .contains("BATCH_REFUSED")
                .doesNotContain("QUEUED_MUTATION_EXPIRED", "IDEMPOTENCY_KEY_CONFLICT");
        assertThat(texts(node("portal.request-refill").path("x-portage-problems")))
                .contains("DELEGATION_INVALID");
        assertThat(texts(node("patient.get").path("x-portage-problems")))
                .doesNotContain("OFFLINE_NOT_ALLOWED", "IDEMPOTENCY_IN_PROGRESS", "BODY_MALFORMED");
    }

    @Test
    void bodyWhenTheGatewayLooksIntoItThenItsSchemaSaysWhere() {
        var order = node("order.create").at("/requestBody/content/application~1json/schema/properties");
        assertThat(texts(order.at("/type/examples"))).containsExactly("lab", "radiology", "medication", "referral");
        assertThat(order.at("/clientMutationId/$ref").asString()).endsWith("/Key");
        var batch = node("order.create-batch").at("/requestBody/content/application~1json/schema/properties/items");
        assertThat(batch.path("type").asString()).isEqualTo("array");
        assertThat(batch.at("/items/properties/clientMutationId/$ref").asString())
                .endsWith("/Key");
        assertThat(batch.at("/items/properties/type").has("examples")).isTrue();
        assertThat(node("patient.set-portrait")
                        .path("requestBody")
                        .path("content")
                        .propertyNames())
                .containsExactly("image/*");
    }

    @Test
    void bodyWhenAPlaceIsDeepOrTheWholeThenObjectsOnTheWay() {
        var when = List.of(new QueueView.Condition("", List.of("x"), List.of(), "never", "never"));
        var view = new OperationView(
                "x.do",
                "POST",
                "/x",
                new OperationView.Key("supported", "/meta/key"),
                new QueueView.Within(Duration.ofHours(1), when, "/meta/version"),
                "/meta/version",
                null,
                null,
                List.of(),
                null,
                "tombstone");
        assertThat(BodySchema.of(view)).isEqualTo(DocumentJson.MAPPER.readTree("""
                {"type":"object","properties":{"meta":{"type":"object","properties":{
                  "key":{"$ref":"#/components/schemas/Key"},"version":{"$ref":"#/components/schemas/Version"}}}}}"""));
    }

    @Test
    void pathWhenItHasARestThenOneVariableAndTheTemplateBeside() {
        var node = node("portal.read-fhir");
        assertThat(node.path("x-portage-path").asString()).isEqualTo("/v1/portal/fhir/**");
        assertThat(parameters(node)).contains("rest");
    }

    @Test
    void ownEndpointsWhenListedThenWithTheirLimitsAndTheOpenOnesWithoutSecurity() {
        var paths = DOCUMENT.path("paths");
        assertThat(DOCUMENT.at("/components/schemas/Burst/properties/mutations/maxItems")
                        .asInt())
                .isEqualTo(500);
        assertThat(paths.at("/~1v1~1sync~1mutations/post/requestBody/x-portage-limit")
                        .asLong())
                .isEqualTo(8L << 20);
        assertThat(paths.at("/~1v1~1sync~1mutations/post/responses").propertyNames())
                .contains("200", "400", "401", "413", "503");
        assertThat(paths.at("/~1v1~1sync~1mutations/get").has("security")).isFalse();
        assertThat(paths.at("/~1.well-known~1sync-contract/get/security")).isEmpty();
        assertThat(DOCUMENT.path("info").path("version").asString()).isEqualTo("r");
    }
}
