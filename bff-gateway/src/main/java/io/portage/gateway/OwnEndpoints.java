package io.portage.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;

/// Endpoints of the gateway itself, which are no operations of the sync contract: whoever adds one to the routes says
/// here which methods its path has. Any other is answered with 405.
///
/// @param methods the methods of each path
public record OwnEndpoints(Map<String, List<HttpMethod>> methods) {
    public static OwnEndpoints none() {
        return new OwnEndpoints(Map.of());
    }

    public OwnEndpoints and(HttpMethod method, String path) {
        var more = new LinkedHashMap<>(methods);
        var ofPath = new ArrayList<>(more.getOrDefault(path, List.of()));
        ofPath.add(method);
        more.put(path, List.copyOf(ofPath));
        return new OwnEndpoints(more);
    }
}
