package io.portage.gateway.caller;

import io.portage.gateway.TokenSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which tenants an issuer may name: one issuer's signature is no reason to believe what is another's to say.
///
/// @param byIssuer by the issuer's exact name; one that is not here may name all
record IssuerTenants(Map<String, Set<String>> byIssuer) {
    IssuerTenants {
        byIssuer = Map.copyOf(byIssuer);
    }

    static IssuerTenants of(List<TokenSettings.Issuer> issuers) {
        var tenants = new HashMap<String, Set<String>>();
        for (var issuer : issuers) {
            if (!issuer.tenants().isEmpty()) {
                tenants.put(issuer.url().toString(), Set.copyOf(issuer.tenants()));
            }
        }
        return new IssuerTenants(tenants);
    }

    boolean allow(String issuer, String tenant) {
        var own = byIssuer.get(issuer);
        return own == null || own.contains(tenant);
    }
}
