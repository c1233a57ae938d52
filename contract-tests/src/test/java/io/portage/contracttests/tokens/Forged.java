package io.portage.contracttests.tokens;

import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.World;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens that the issuer itself would never sign.
final class Forged {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Forged() {}

    /// A good token's claims under HS256, with the issuer's public key, which everybody has, for a secret.
    static String withThePublicKeyAsSecret(World world) {
        var key = Json.read(world.publicKeys()).required("keys").get(0);
        var secret = Base64.getUrlDecoder().decode(key.required("n").asString());
        var header =
                Json.object().put("alg", "HS256").put("kid", key.required("kid").asString());
        var claims = world.token(Json.object()).split("\\.", -1)[1];
        var content = BASE64.encodeToString(header.toString().getBytes(StandardCharsets.UTF_8)) + "." + claims;
        return content + "." + BASE64.encodeToString(mac(secret, content));
    }

    private static byte[] mac(byte[] secret, String content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
