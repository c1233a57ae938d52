package io.portage.gateway.observe;

import io.portage.gateway.OwnEndpoints;
import java.util.Map;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;

/// What a request is called in log and metrics: one of a few names, whatever stands in its path.
final class RequestName {
    private static final String NONE = "-";

    private RequestName() {}

    /// @param attributes of its exchange
    static String of(Map<String, Object> attributes) {
        if (attributes.get(OwnEndpoints.NAME.name()) instanceof String own) {
            return own;
        }
        return attributes.get(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR) instanceof Route route ? route.getId() : NONE;
    }
}
