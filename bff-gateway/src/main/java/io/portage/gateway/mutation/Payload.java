package io.portage.gateway.mutation;

import io.portage.gateway.Attribute;
import io.portage.gateway.json.Json;
import org.jspecify.annotations.Nullable;

/// A body, read whole: the bytes that are forwarded, and what they say where they are JSON.
///
/// @param mediaType media type without parameters, in lower case; null where there is no body
/// @param json the body as JSON; null where it is none
/// @param bytes the body as it came
record Payload(@Nullable String mediaType, @Nullable Json json, byte[] bytes) {
    static final Attribute<Payload> ATTRIBUTE = Attribute.named("payload");
    static final Payload NONE = new Payload(null, null, new byte[0]);
}
