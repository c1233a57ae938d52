package io.portage.kong.check;

import static io.portage.kong.check.RecordRule.anyOf;
import static io.portage.kong.check.RecordRule.apart;
import static io.portage.kong.check.RecordRule.custom;

import io.portage.kong.read.Json;
import io.portage.kong.read.Node;
import java.util.List;

/// What a key must be.
final class KeyRules {
    static final List<RecordRule> ALL = List.of(
            apart("jwk", "pem"),
            anyOf("jwk", "pem"),
            custom("jwk", "a jwk that is JSON, with the kid of the key", it -> it.isEmpty("jwk") || isJwk(it)));

    /// A vault reference in one of them puts off both.
    static final List<RecordRule> PEM = List.of(
            anyOf("private_key", "public_key"),
            new RecordRule(
                    List.of("private_key", "public_key"),
                    "keys in PEM form",
                    it -> isKey(it, "private_key") && isKey(it, "public_key")));

    private KeyRules() {}

    private static boolean isKey(Values values, String field) {
        return values.isEmpty(field) || Pem.isKey(values.text(field));
    }

    private static boolean isJwk(Values values) {
        var text = values.text("jwk").strip();
        try {
            return text.startsWith("{")
                    && Json.read(text) instanceof Node.Mapping jwk
                    && jwk.get("kty") != null
                    && jwk.get("kid") instanceof Node.Text kid
                    && kid.value().equals(values.text("kid"));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
