package io.portage.gateway.mutation;

import io.portage.gateway.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/// Whether a request names another tenant than its caller's. Names are taken as the laxest service would take them,
/// values as the strictest.
///
/// @param own the caller's tenant
record NamedTenants(String own) {
    private static final String NAME = "tenantid";
    private static final Pattern SEPARATOR = Pattern.compile("[&;]");
    /// `tenantId[]`, `[tenantId]` and `filter[tenantId]` are one and the same to a service in Node.
    private static final Pattern PIECES = Pattern.compile("[\\[\\].:]");

    /// @param variables the variables of the path, as they stand in the raw path
    boolean pathNamesOther(Map<String, String> variables) {
        return variables.entrySet().stream()
                .anyMatch(variable -> isName(variable.getKey())
                        // in a path, + is no space
                        && !own.equals(StringUtils.uriDecode(variable.getValue(), StandardCharsets.UTF_8)));
    }

    boolean queryNamesOther(@Nullable String rawQuery) {
        return rawQuery != null && SEPARATOR.splitAsStream(rawQuery).anyMatch(this::parameterNamesOther);
    }

    private boolean parameterNamesOther(String parameter) {
        var parts = parameter.split("=", 2);
        return PIECES.splitAsStream(decoded(parts[0])).anyMatch(NamedTenants::isName)
                && !(parts.length == 2 && own.equals(decoded(parts[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// @param removing whether `null` removes what is there, as in a merge patch: a record without tenant is not ours
    boolean objectNamesOther(Json object, boolean removing) {
        return object instanceof Json.Obj(var members)
                && members.entrySet().stream()
                        .filter(member -> isName(member.getKey()))
                        .map(Map.Entry::getValue)
                        .anyMatch(value -> value instanceof Json.Null ? removing : !value.equals(new Json.Str(own)));
    }

    private static boolean isName(String name) {
        return LenientName.of(name).equals(NAME);
    }
}
