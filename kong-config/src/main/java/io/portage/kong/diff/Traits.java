package io.portage.kong.diff;

import io.portage.kong.model.Route;
import io.portage.kong.model.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a route takes and where it leads, by name; none of it is secret.
final class Traits {
    private Traits() {}

    static List<Change> changes(Route was, Route is) {
        var before = of(was);
        var after = of(is);
        var changes = new ArrayList<Change>();
        after.forEach((name, value) -> {
            var old = before.get(name);
            if (!Objects.equals(old, value)) {
                changes.add(Change.other(name + ": " + old + " → " + value));
            }
        });
        return changes;
    }

    private static Map<String, String> of(Route route) {
        var traits = new LinkedHashMap<String, String>();
        put(traits, "protocols", route.protocols());
        put(traits, "methods", route.methods());
        put(traits, "hosts", route.hosts());
        put(traits, "paths", route.paths());
        put(traits, "headers", route.headers());
        put(traits, "snis", route.snis());
        put(traits, "expression", route.expression());
        put(traits, "priority", route.priority());
        put(traits, "regex_priority", route.regexPriority());
        put(traits, "strip_path", route.stripPath());
        put(traits, "preserve_host", route.preserveHost());
        put(traits, "https_redirect_status_code", route.httpsRedirectStatusCode());
        put(traits, "request_buffering", route.requestBuffering());
        put(traits, "response_buffering", route.responseBuffering());
        service(traits, route.service());
        return traits;
    }

    private static void service(Map<String, String> traits, @Nullable Service service) {
        put(traits, "service", service == null ? null : service.label());
        put(traits, "service url", service == null ? null : url(service));
        put(traits, "service enabled", service == null ? null : service.enabled());
        put(traits, "service retries", service == null ? null : service.retries());
        put(traits, "service connect_timeout", service == null ? null : service.connectTimeout());
        put(traits, "service read_timeout", service == null ? null : service.readTimeout());
        put(traits, "service write_timeout", service == null ? null : service.writeTimeout());
        put(traits, "service tls_verify", service == null ? null : service.tlsVerify());
    }

    private static String url(Service service) {
        return service.protocol() + "://" + service.host() + ":" + service.port()
                + (service.path() == null ? "" : service.path());
    }

    private static void put(Map<String, String> traits, String name, @Nullable Object value) {
        traits.put(
                name, value == null || value.equals(List.of()) || value.equals(Map.of()) ? "none" : value.toString());
    }
}
