package io.portage.gateway.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.portage.gateway.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An issuer with a key of its own, whose key set is served over HTTP.
public final class IdentityProvider implements AutoCloseable {
    static final String AUDIENCE = "bff-gateway";
    private final HttpServer server;
    private final RSAKey key = key("right");
    private final RSAKey other = key("right");
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile String keys = set(key);

    public IdentityProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            fetches.incrementAndGet();
            var body = keys.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /// How often anybody asked for anything here.
    int fetches() {
        return fetches.get();
    }

    public RSAKey key() {
        return key;
    }

    /// From now on, it has these keys.
    public void serve(JWK... served) {
        keys = set(served);
    }

    private static String set(JWK... keys) {
        return new JWKSet(Stream.of(keys).map(JWK::toPublicJWK).toList()).toString();
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI issuer() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/realms/ehr");
    }

    /// What an access token of this issuer usually says.
    JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer().toString())
                .audience(AUDIENCE)
                .subject("pat")
                .claim("typ", "Bearer")
                .claim("tenant_id", "north")
                .claim("scope", "openid profile")
                .claim("realm_access", Map.of("roles", List.of("patient", "clinician")))
                .issueTime(Date.from(TestClock.START))
                .expirationTime(Date.from(TestClock.START.plusSeconds(3600)));
    }

    static Date at(Instant instant) {
        return Date.from(instant);
    }

    String token(JWTClaimsSet.Builder claims) {
        return token(claims, "JWT");
    }

    String token(JWTClaimsSet.Builder claims, @Nullable String type) {
        return signed(claims, JWSAlgorithm.RS256, type, signer(key));
    }

    /// Signed by the right key, under a header of one's own.
    String under(JWSHeader header, JWTClaimsSet.Builder claims) {
        return signed(claims, header, signer(key));
    }

    /// Signed by that key under that header, whosever it is.
    public static String signed(JWTClaimsSet.Builder claims, JWSHeader header, JWSSigner signer) {
        try {
            var token = new SignedJWT(header, claims.build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Signed by somebody else under the same key id.
    String forged(JWTClaimsSet.Builder claims) {
        return signed(claims, JWSAlgorithm.RS256, "JWT", signer(other));
    }

    /// Signed by the right key with an algorithm that is not accepted.
    String ofAlgorithm(JWTClaimsSet.Builder claims, JWSAlgorithm algorithm) {
        return signed(claims, algorithm, "JWT", signer(key));
    }

    /// Signed with the public key as if it were a shared secret.
    String confused(JWTClaimsSet.Builder claims) {
        try {
            var secret = key.toRSAPublicKey().getEncoded();
            return signed(claims, JWSAlgorithm.HS256, "JWT", new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(
            JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, @Nullable String type, JWSSigner signer) {
        var header = new JWSHeader.Builder(algorithm)
                .keyID("right")
                .type(type == null ? null : new JOSEObjectType(type))
                .build();
        return signed(claims, header, signer);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
