package io.portage.contracttests.identity;

import java.net.URI;

/// Where a realm's issuer says that it listens.
record IssuerEndpoints(URI authorization, URI token, URI endSession) {
    static IssuerEndpoints of(URI issuer) {
        var protocol = issuer + "/protocol/openid-connect/";
        return new IssuerEndpoints(
                URI.create(protocol + "auth"), URI.create(protocol + "token"), URI.create(protocol + "logout"));
    }
}
