package io.portage.stubs.identity;

import io.portage.stubs.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes tokens, and reads its own.
public final class TokenMint {
    private static final Duration USUAL_LIFE = Conduct.Rules.USUAL.accessLife();
    static final Duration REFRESH_LIFE = Duration.ofHours(12);
    static final String SCOPE = "openid profile";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Identity ANYONE =
            new Identity("pat", "north", List.of("patient", "clinician"), List.of("ehr.registration"));

    private final String issuer;
    private final InstantSource clock;
    private final SigningKeys keys = new SigningKeys();
    private final Conduct conduct = new Conduct();

    /// @param issuer the `iss` of every token
    /// @param clock what `iat` and `exp` go by
    public TokenMint(String issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    String issuer() {
        return issuer;
    }

    /// How the provider treats its clients.
    public Conduct conduct() {
        return conduct;
    }

    SigningKeys keys() {
        return keys;
    }

    /// The access token that a user gets who signs in to `portal-app`.
    ///
    /// @throws IllegalArgumentException where there is no such user
    public String accessToken(String user) {
        return signed(
                access(Directory.user(user), "portal-app", UUID.randomUUID().toString(), USUAL_LIFE));
    }

    /// A token as a test wants it.
    public String token(TokenRequest request) {
        var claims = access(ANYONE, "portal-app", UUID.randomUUID().toString(), USUAL_LIFE);
        if (!request.claims().has("exp")) {
            request.expiresIn().ifPresent(life -> claims.put("exp", now() + life.toSeconds()));
        }
        merge(claims, request.claims());
        var header = header(request.key() == TokenRequest.Key.NONE ? "none" : "RS256");
        merge(header, request.header());
        return compact(header, claims, request.key());
    }

    private static void merge(ObjectNode defaults, ObjectNode given) {
        given.propertyStream().forEach(entry -> {
            if (entry.getValue().isNull()) {
                defaults.remove(entry.getKey());
            } else {
                defaults.set(entry.getKey(), entry.getValue());
            }
        });
    }

    String accessToken(Identity identity, String client, String session) {
        return signed(access(identity, client, session, conduct.rules().accessLife()));
    }

    String idToken(Identity identity, String client, String session, Optional<String> nonce) {
        var claims = claims("ID", identity, client, session, USUAL_LIFE).put("aud", client);
        nonce.ifPresent(value -> claims.put("nonce", value));
        return signed(claims);
    }

    String refreshToken(Identity identity, String client, String session) {
        var claims = access(identity, client, session, REFRESH_LIFE)
                .put("typ", "Refresh")
                .put("aud", issuer);
        return signed(claims);
    }

    private ObjectNode access(Identity identity, String client, String session, Duration life) {
        var claims = claims("Bearer", identity, client, session, life)
                .put("aud", "bff-gateway")
                .put("scope", SCOPE);
        claims.putObject("realm_access").set("roles", texts(identity.roles()));
        claims.set("modules", texts(identity.modules()));
        return claims;
    }

    private ObjectNode claims(String type, Identity identity, String client, String session, Duration life) {
        return Json.object()
                .put("iss", issuer)
                .put("sub", identity.subject())
                .put("preferred_username", identity.subject())
                .put("typ", type)
                .put("azp", client)
                .put("tenant_id", identity.tenant())
                .put("sid", session)
                .put("jti", UUID.randomUUID().toString())
                .put("iat", now())
                .put("exp", now() + life.toSeconds());
    }

    private static JsonNode texts(List<String> values) {
        var array = Json.array();
        values.forEach(array::add);
        return array;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private ObjectNode header(String algorithm) {
        return Json.object().put("alg", algorithm).put("typ", "JWT").put("kid", keys.id());
    }

    private String signed(ObjectNode claims) {
        return compact(header("RS256"), claims, TokenRequest.Key.RIGHT);
    }

    private String compact(ObjectNode header, ObjectNode claims, TokenRequest.Key key) {
        var content = BASE64.encodeToString(Json.bytes(header)) + "." + BASE64.encodeToString(Json.bytes(claims));
        return content + "." + BASE64.encodeToString(keys.sign(content.getBytes(StandardCharsets.US_ASCII), key));
    }

    /// The claims of a token of ours that has not expired.
    Optional<JsonNode> read(String token, String type) {
        return readEvenLate(token, type).filter(claims -> claims.path("exp").longValue(0) > now());
    }

    /// The claims of a token of ours, even of one that has expired.
    Optional<JsonNode> readEvenLate(String token, String type) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            var decoder = Base64.getUrlDecoder();
            var content = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            if (!keys.verifies(content, decoder.decode(parts[2]))) {
                return Optional.empty();
            }
            return Optional.of(Json.parse(decoder.decode(parts[1])))
                    .filter(claims -> claims.path("typ").stringValue("").equals(type));
        } catch (IllegalArgumentException | JacksonException _) {
            return Optional.empty();
        }
    }
}
