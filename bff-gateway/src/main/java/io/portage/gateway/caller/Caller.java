package io.portage.gateway.caller;

import io.portage.gateway.Attribute;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is calling, as the verified token says.
///
/// @param tenant the tenant; nothing that a client makes up is ever taken for it
/// @param subject the user or client
/// @param roles realm roles
/// @param scopes OAuth scopes
/// @param modules the modules that the tenant is entitled to; null where the token says nothing of modules
/// @param session the session at the issuer that the token belongs to; null where the token names none
public record Caller(
        String tenant,
        String subject,
        Set<String> roles,
        Set<String> scopes,
        @Nullable Set<String> modules,
        @Nullable String session) {
    public static final Attribute<Caller> ATTRIBUTE = Attribute.named("caller");

    /// Who it is, whatever their token allows.
    public record Identity(String tenant, String subject) {}

    public Identity identity() {
        return new Identity(tenant, subject);
    }

    public Caller {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
        modules = modules == null ? null : Set.copyOf(modules);
    }

    /// A caller whose token says nothing of modules and names no session.
    public Caller(String tenant, String subject, Set<String> roles, Set<String> scopes) {
        this(tenant, subject, roles, scopes, null, null);
    }
}
