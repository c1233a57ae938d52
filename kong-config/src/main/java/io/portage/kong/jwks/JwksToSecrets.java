package io.portage.kong.jwks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/// Turns a set of JSON web keys, as Keycloak's `/protocol/openid-connect/certs` serves it, into the entries that Kong's
/// jwt plugin looks a token's `kid` up in.
public final class JwksToSecrets {
    private JwksToSecrets() {}

    /// The keys that verify signatures; those that encrypt are left out.
    ///
    /// @param file name of the set, for messages
    /// @param json the set
    /// @throws JwksException where a key is private, weak, unnamed, named twice or unknown to Kong, or none is left
    public static Keys of(String file, String json) {
        var keys = new ArrayList<RealmKey>();
        var skipped = new ArrayList<String>();
        var names = new HashSet<String>();
        int index = 0;
        for (var item : items(file, json)) {
            var key = JsonWebKey.of(file + ": keys[" + index++ + "]", item);
            key.refusePrivate();
            if (key.isForSignatures()) {
                var realm = key.publicKey();
                if (!names.add(realm.kid())) {
                    throw key.wrong("kid", "another key is called so, too", "a name of its own");
                }
                keys.add(realm);
            } else {
                skipped.add(key.place() + ": for encryption, left out");
            }
        }
        if (keys.isEmpty()) {
            throw new JwksException(file + ": no key that verifies signatures (expected: at least one)");
        }
        keys.sort(Comparator.comparing(RealmKey::kid));
        return new Keys(keys, skipped, false);
    }

    private static List<?> items(String file, String json) {
        if (load(file, json) instanceof Map<?, ?> set && set.get("keys") instanceof List<?> list) {
            return list;
        }
        throw new JwksException(file + ": no JSON web key set (expected: an object with a list of keys)");
    }

    /// JSON is a part of YAML; a member given twice is refused.
    private static Object load(String file, String json) {
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new JsonSchema())
                .setAllowDuplicateKeys(false)
                .build();
        try {
            return new Load(settings).loadFromString(json);
        } catch (YamlEngineException e) {
            throw new JwksException(file + ": no JSON (expected: a JSON web key set)" + where(e));
        }
    }

    /// Where, and not what: what stands there may be secret.
    private static String where(YamlEngineException e) {
        return e instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark()
                        .map(mark -> "; line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                        .orElse("")
                : "";
    }
}
