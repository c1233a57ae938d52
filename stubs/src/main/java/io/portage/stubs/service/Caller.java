package io.portage.stubs.service;

import io.portage.stubs.http.HttpRequest;
import io.portage.stubs.http.Json;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Who asks, as the bearer token says. Whether the token is genuine is the gateway's to find out.
///
/// @param tenant the tenant
/// @param user the subject; null for a call between services, which carries no token
/// @param modules the licensed modules
/// @param gateway whether it is the gateway in its own name, which may say for which tenant and for whom it asks
record Caller(String tenant, @Nullable String user, Set<String> modules, boolean gateway) {
    private static final String DEFAULT_TENANT = "north";
    private static final String GATEWAY = "bff-gateway";

    Caller {
        modules = Set.copyOf(modules);
    }

    /// @throws ServiceError where the token cannot be read, or names another tenant than `X-Tenant-Id`
    static Caller of(HttpRequest request) {
        var named = request.header("X-Tenant-Id");
        var authorization = request.header("Authorization");
        if (authorization.isEmpty()) {
            return new Caller(named.orElse(DEFAULT_TENANT), null, Set.of(), false);
        }
        var claims = claims(authorization.get());
        var gateway = isGateway(claims);
        var own = claims.path("tenant_id").stringValue(named.orElse(DEFAULT_TENANT));
        var tenant = gateway ? named.orElse(own) : own;
        if (named.isPresent() && !named.get().equals(tenant)) {
            throw new ServiceError(
                    403, "TENANT_MISMATCH", "X-Tenant-Id: " + named.get() + " (expected: the token's, " + tenant + ")");
        }
        var modules = new HashSet<String>();
        claims.path("modules").values().forEach(module -> modules.add(module.stringValue("")));
        return new Caller(tenant, claims.path("sub").stringValue(""), modules, gateway);
    }

    /// The service account of the gateway's client: a user who signs in through that client is not the gateway.
    /// Keycloak gives it a UUID as subject, so it is known by its name.
    private static boolean isGateway(JsonNode claims) {
        return claims.path("azp").stringValue("").equals(GATEWAY)
                && claims.path("preferred_username").stringValue("").equals("service-account-" + GATEWAY);
    }

    /// The user of that name in the same tenant.
    Caller acting(String other) {
        return new Caller(tenant, other, Set.of(), false);
    }

    private static JsonNode claims(String authorization) {
        var parts = authorization.split("[ .]", -1);
        if (parts.length == 4 && parts[0].equalsIgnoreCase("Bearer")) {
            try {
                return Json.parse(Base64.getUrlDecoder().decode(parts[2]));
            } catch (IllegalArgumentException | JacksonException _) {
                // falls through to the refusal
            }
        }
        throw new ServiceError(401, "TOKEN_INVALID", "Authorization (expected: Bearer and a JSON Web Token)");
    }

    /// Whether the caller may use a licensed module; calls between services may use all.
    boolean hasModule(String module) {
        return user == null || modules.contains(module);
    }

    /// Whether the caller acts for itself; calls between services act for anyone.
    boolean is(String person) {
        return user == null || user.equals(person);
    }
}
