package io.portage.kong.model;

import io.portage.kong.read.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody who calls.
///
/// @param label user name, else custom id, else id
/// @param groups names of the consumer groups it is in
/// @param credentials names of the plugins it has credentials for, such as `key-auth`
public record Consumer(
        Position at,
        @Nullable String id,
        @Nullable String username,
        @Nullable String customId,
        String label,
        List<String> groups,
        List<String> credentials) {}
