package io.portage.contracttests.tokens;

import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.World;
import tools.jackson.databind.node.ObjectNode;

/// What an issuer reports when somebody signs out.
public final class Logout {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private Logout() {}

    /// Claims of a report that a session has ended.
    public static ObjectNode claims(String session) {
        var claims = Json.object().put("aud", "ehr-web").put("typ", "Logout").put("sid", session);
        for (var none : new String[] {"tenant_id", "scope", "realm_access", "modules", "azp", "preferred_username"}) {
            claims.putNull(none);
        }
        claims.putObject("events").putObject(EVENT);
        return claims;
    }

    public static Request report(World world, ObjectNode claims) {
        var order = Json.object();
        order.set("claims", claims);
        order.putObject("header").put("typ", "logout+jwt");
        return form("logout_token=" + world.token(order));
    }

    public static Request form(String body) {
        return Request.of("POST", "/logout/back-channel")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body(body);
    }

    public static Message send(int port, Request report) {
        return RawClient.send(port, report);
    }
}
