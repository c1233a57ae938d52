package io.portage.contract;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads who may use an operation: module, roles, scopes, and for whom somebody else may act.
final class RightsReader {
    /// As RFC 6749 has it; so it can also stand in `WWW-Authenticate`, where it is quoted.
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+");

    private RightsReader() {}

    static @Nullable String module(YamlFields fields) {
        return fields.find("module") == null ? null : fields.text("module", "");
    }

    static Set<String> roles(YamlFields fields) {
        return Set.copyOf(fields.texts("roles"));
    }

    static Set<String> scopes(YamlFields fields) {
        var scopes = new LinkedHashSet<String>();
        for (var node : fields.list("scopes")) {
            scopes.add(fields.parseNode(
                    node, "scopes", "a scope of RFC 6749, such as orders.write", "", RightsReader::scope));
        }
        return scopes;
    }

    private static String scope(String text) {
        if (!SCOPE.matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    /// A read may inherit the rule, which then means nothing; who states it there believes that the read is checked.
    static @Nullable JsonPointer delegation(YamlFields fields, boolean mutates) {
        var node = fields.own("delegation");
        if (node != null && !mutates) {
            fields.problems()
                    .at(
                            node,
                            "delegation: " + YamlFields.describe(node)
                                    + " (expected: none, because reads are checked by their service)");
        }
        return mutates ? fields.pointer("delegation") : null;
    }
}
