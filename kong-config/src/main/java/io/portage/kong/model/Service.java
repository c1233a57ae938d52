package io.portage.kong.model;

import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where requests go.
///
/// @param id as declared; null where Kong derives it
/// @param label its name, else its id, else a text that tells it from the others
/// @param host host or name of an upstream
/// @param path prefix of the path at the service; null for none
/// @param retries as declared or by default
/// @param readTimeout milliseconds
/// @param tlsVerify null where nothing is said
/// @param fields as declared
public record Service(
        Position at,
        @Nullable String id,
        @Nullable String name,
        String label,
        boolean enabled,
        String protocol,
        String host,
        int port,
        @Nullable String path,
        int retries,
        int connectTimeout,
        int readTimeout,
        int writeTimeout,
        @Nullable Boolean tlsVerify,
        List<String> tags,
        Node.Mapping fields) {
    /// Where that field stands; the service where nothing is said.
    public Position at(String field) {
        return fields.member(field).map(member -> member.value().at()).orElse(at);
    }
}
