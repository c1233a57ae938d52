package io.portage.kong.render;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The KongConsumer of the realm, and a Secret for each of its keys.
final class ConsumerManifests {
    private static final int NAME_BYTES = 6;

    private ConsumerManifests() {}

    static List<Tree> of(Tree consumer, Kubernetes kubernetes) {
        var manifests = new ArrayList<Tree>();
        var names = new ArrayList<String>();
        for (var key : consumer.trees("jwt_secrets")) {
            names.add(name(key));
            manifests.add(secret(key, kubernetes));
        }
        var manifest = kubernetes.manifest("configuration.konghq.com/v1", "KongConsumer", consumer.text("username"));
        manifest.tree("metadata")
                .put(
                        "annotations",
                        new Tree()
                                .put("kubernetes.io/ingress.class", kubernetes.ingressClass())
                                .withDefaults(Kubernetes.annotations(consumer, "tags")));
        manifests.add(manifest.put("username", consumer.text("username")).put("credentials", List.copyOf(names)));
        return manifests;
    }

    private static Tree secret(Tree key, Kubernetes kubernetes) {
        var manifest = kubernetes.manifest("v1", "Secret", name(key));
        manifest.tree("metadata")
                .put("labels", new Tree().put("konghq.com/credential", "jwt"))
                .put("annotations", Kubernetes.annotations(key, "tags"));
        return manifest.put("type", "Opaque").put("stringData", key.without("tags"));
    }

    /// Ids of keys may be anything; names of Secrets may not.
    private static String name(Tree key) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(key.text("key").getBytes(StandardCharsets.UTF_8));
            return "realm-key-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
