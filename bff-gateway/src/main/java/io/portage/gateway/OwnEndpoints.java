package io.portage.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;

/// Endpoints of the gateway itself, which are no operations of the sync contract: whoever adds one says here which
/// methods its path has, and what a request for it is called in log and metrics. Any other method is answered with 405.
///
/// @param names what the methods of each path are called
public record OwnEndpoints(Map<String, Map<HttpMethod, String>> names) {
    /// What a request for one of them is called.
    public static final Attribute<String> NAME = Attribute.named("own-endpoint");

    public static OwnEndpoints none() {
        return new OwnEndpoints(Map.of());
    }

    public OwnEndpoints and(HttpMethod method, String path, String name) {
        var more = new LinkedHashMap<>(names);
        var ofPath = new LinkedHashMap<>(more.getOrDefault(path, Map.of()));
        ofPath.put(method, name);
        more.put(path, ofPath);
        return new OwnEndpoints(more);
    }

    /// What is only read.
    public OwnEndpoints andRead(String path, String name) {
        return and(HttpMethod.GET, path, name).and(HttpMethod.HEAD, path, name);
    }

    /// The methods of each path.
    public Map<String, List<HttpMethod>> methods() {
        var methods = new LinkedHashMap<String, List<HttpMethod>>();
        names.forEach((path, ofPath) -> methods.put(path, List.copyOf(ofPath.keySet())));
        return methods;
    }
}
