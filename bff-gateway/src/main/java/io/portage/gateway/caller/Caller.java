package io.portage.gateway.caller;

import io.portage.gateway.Attribute;
import java.util.Set;

/// Who is calling, as the verified token says.
///
/// @param tenant the tenant; nothing that a client makes up is ever taken for it
/// @param subject the user or client
/// @param roles realm roles
/// @param scopes OAuth scopes
public record Caller(String tenant, String subject, Set<String> roles, Set<String> scopes) {
    public static final Attribute<Caller> ATTRIBUTE = Attribute.named("caller");

    public Caller {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }
}
