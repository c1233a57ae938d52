package io.portage.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `docs/configuration.md`, from the metadata that the compiler makes of [Settings].
final class ConfigurationDocsTest {
    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";
    private static final String SERVICES = "portage.services";
    private static final String ISSUERS = "portage.token.issuers";

    private static JsonNode properties() {
        try (var file = Settings.class.getResourceAsStream(METADATA)) {
            if (file == null) {
                throw new IllegalStateException(METADATA + " (expected: made by the annotation processor)");
            }
            return JsonMapper.shared().readTree(file.readAllBytes()).get("properties");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As Spring Boot reads it: dots and brackets become underscores, dashes go.
    private static String variable(String property) {
        return property.replace("-", "")
                .replaceAll("[.\\[]", "_")
                .replace("]", "")
                .toUpperCase(Locale.ROOT);
    }

    private static String type(String name) {
        return switch (name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1)) {
            case "Integer" -> "number";
            case "Boolean" -> "true or false";
            case "Duration" -> "duration, such as `PT5S`";
            case "DataSize" -> "size, such as `1MB`";
            case "URI" -> "address";
            case "Path" -> "path";
            case "String>" -> "list of text";
            case "Store" -> "one of `embedded` and `redis`";
            default -> "text";
        };
    }

    private static String row(String name, String type, String fallback, String description) {
        return "| `" + name + "` | `" + variable(name) + "` | " + GeneratedDoc.cell(type) + " | "
                + (fallback.isEmpty() ? "" : "`" + GeneratedDoc.cell(fallback) + "`") + " | "
                + GeneratedDoc.cell(description) + " |\n";
    }

    private static String row(JsonNode property) {
        var name = property.get("name").asString();
        var description = property.path("description").asString("");
        if (name.equals(SERVICES)) {
            return row(
                    SERVICES + ".NAME.url",
                    "address",
                    "",
                    "where the owning service `NAME` of the sync contract listens; required for each");
        }
        if (name.equals(ISSUERS)) {
            return row(ISSUERS + "[0].url", "address", "", description)
                    + row(
                            ISSUERS + "[0].jwks",
                            "address",
                            "",
                            "where its keys are; its address with Keycloak's path where it is not set")
                    + row(
                            ISSUERS + "[0].tenants",
                            "list of text",
                            "",
                            "the tenants that its tokens may name; required of each where there are several issuers, else all");
        }
        return row(
                name,
                type(property.get("type").asString()),
                property.path("defaultValue").asString(""),
                description);
    }

    private static String page() {
        var page = new StringBuilder("""
                # Configuration

                Every setting of the gateway, as a property (`--portage.store=embedded`, `application.yml`) or as an \
                environment variable. One under `portage` that is not here, in a file or on the command line, stops the start, and so does a value \
                that cannot be meant; the message names the property, the value and what was expected. Ports and \
                everything else that is Spring Boot's own keep their names: `server.port` (8080), \
                `management.server.port` (8081).

                | property | environment variable | type | default | what it is |
                |---|---|---|---|---|
                """);
        var rows = new ArrayList<JsonNode>();
        properties().forEach(rows::add);
        rows.sort(Comparator.comparing(property -> property.get("name").asString()));
        rows.forEach(property -> page.append(row(property)));
        return page.toString();
    }

    @Test
    void pageWhenSettingsChangeThenWrittenAnew() {
        GeneratedDoc.check("configuration.md", page());
    }

    @Test
    void settingsWhenDocumentedThenEachIsDescribed() {
        assertThat(properties())
                .hasSizeGreaterThan(20)
                .allSatisfy(property -> assertThat(property.path("description").asString(""))
                        .as(property.get("name").asString())
                        .isNotBlank());
    }
}
