package io.portage.gateway.sync.discovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// How documents are written: members in the order of their records, and what is not there left out.
final class DocumentJson {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private DocumentJson() {}

    /// A file beside these documents.
    static byte[] resource(String name) {
        try (var stream = DocumentJson.class.getResourceAsStream("/discovery/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("/discovery/" + name + " (expected: on the class path)");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
