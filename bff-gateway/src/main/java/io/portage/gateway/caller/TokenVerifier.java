package io.portage.gateway.caller;

import static io.portage.gateway.problem.ProblemCode.TOKEN_EXPIRED;
import static io.portage.gateway.problem.ProblemCode.TOKEN_INVALID;
import static io.portage.gateway.problem.ProblemCode.TOKEN_MISSING;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;

import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/// From `Authorization` to the caller, or to the reason why there is none.
public final class TokenVerifier {
    private static final Pattern BEARER = Pattern.compile("[Bb][Ee][Aa][Rr][Ee][Rr] +([A-Za-z0-9._~+/-]+=*)");
    /// Verifying takes microseconds; what may take longer is to fetch the issuer's keys.
    private static final Duration KEYS_TIMEOUT = Duration.ofSeconds(3);
    private static final String REALM = "Bearer realm=\"portage\"";

    private final ReactiveJwtDecoder decoder;

    TokenVerifier(ReactiveJwtDecoder decoder) {
        this.decoder = decoder;
    }

    /// @param authorization the header; null where there is none
    public Mono<Caller> verify(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer", 0, 6)) {
            return Mono.error(Rejection.of(TOKEN_MISSING, "no bearer token (expected: Authorization: Bearer <token>)")
                    .header("WWW-Authenticate", REALM)
                    .asException());
        }
        var matcher = BEARER.matcher(authorization);
        if (!matcher.matches()) {
            return Mono.error(refused(TOKEN_INVALID, "not the form of a bearer token (RFC 6750)"));
        }
        return decoder.decode(matcher.group(1))
                .timeout(KEYS_TIMEOUT)
                .map(TokenVerifier::caller)
                .onErrorMap(TokenVerifier::rejection);
    }

    private static Throwable rejection(Throwable failure) {
        return switch (failure) {
            case JwtValidationException invalid -> {
                var error = invalid.getErrors().iterator().next();
                yield refused(
                        error.getErrorCode().equals(TokenRules.EXPIRED) ? TOKEN_EXPIRED : TOKEN_INVALID,
                        error.getDescription());
            }
            case IllegalStateException _, TimeoutException _ ->
                Rejection.of(
                                UPSTREAM_UNAVAILABLE,
                                "the identity provider's keys cannot be fetched (expected: a JWK set)")
                        .retryAfter(2)
                        .asException();
            default -> refused(TOKEN_INVALID, "not signed by the issuer with an accepted algorithm");
        };
    }

    private static RuntimeException refused(ProblemCode code, @Nullable String why) {
        var description = why == null ? "not accepted" : why;
        return Rejection.of(code, "bearer token: " + description)
                .header(
                        "WWW-Authenticate",
                        REALM + ", error=\"invalid_token\", error_description=\"" + description.replace('"', '\'')
                                + "\"")
                .asException();
    }

    private static Caller caller(Jwt token) {
        return new Caller(
                String.valueOf(token.getClaims().get("tenant_id")),
                String.valueOf(token.getSubject()),
                roles(token.getClaims().get("realm_access")),
                scopes(token.getClaims().get("scope")),
                token.getClaims().get("modules") instanceof Collection<?> names ? texts(names) : null,
                token.getClaimAsString("sid"));
    }

    private static Set<String> scopes(@Nullable Object claim) {
        var scopes = new HashSet<String>();
        if (claim instanceof String text) {
            scopes.addAll(List.of(text.split(" ", -1)));
            scopes.remove("");
        }
        return scopes;
    }

    private static Set<String> roles(@Nullable Object realmAccess) {
        return realmAccess instanceof Map<?, ?> access && access.get("roles") instanceof Collection<?> names
                ? texts(names)
                : Set.of();
    }

    private static Set<String> texts(Collection<?> values) {
        var texts = new HashSet<String>();
        values.forEach(value -> texts.add(String.valueOf(value)));
        return texts;
    }
}
