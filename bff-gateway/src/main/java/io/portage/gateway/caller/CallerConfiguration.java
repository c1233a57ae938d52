package io.portage.gateway.caller;

import io.portage.gateway.Settings;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;

/// Builds the token verifier, with every check named: a decoder without validators accepts any token that is signed.
@Configuration(proxyBeanMethods = false)
class CallerConfiguration {
    @Bean
    TokenVerifier tokenVerifier(Settings settings, InstantSource clock) {
        var token = settings.token();
        var issuer = token.issuer();
        if (issuer == null) {
            throw new IllegalStateException("portage.token.issuer is not set"
                    + " (expected: the issuer whose tokens are accepted, such as https://id.example/realms/ehr)");
        }
        var keys = token.jwks() == null ? new IssuerAddresses(issuer).keys() : token.jwks();
        var decoder = NimbusReactiveJwtDecoder.withJwkSetUri(keys.toString())
                .jwsAlgorithms(algorithms -> token.algorithms().forEach(name -> algorithms.add(algorithm(name))))
                .validateType(false)
                .build();
        decoder.setJwtValidator(new TokenRules(issuer.toString(), token.audience(), clock));
        decoder.setClaimSetConverter(CallerConfiguration::claims);
        return new TokenVerifier(decoder);
    }

    private static SignatureAlgorithm algorithm(String name) {
        var algorithm = SignatureAlgorithm.from(name);
        if (algorithm == null) {
            throw new IllegalStateException("portage.token.algorithms: " + name + " (expected: RS256, PS256, ES256 …)");
        }
        return algorithm;
    }

    /// `iat` is left out: nothing is decided by it, and the token type of Spring Security refuses a token that expired
    /// before it was issued as malformed rather than as expired.
    private static Map<String, Object> claims(Map<String, Object> claims) {
        var converted = new HashMap<String, Object>();
        claims.forEach((name, value) -> converted.put(name, value instanceof Date date ? date.toInstant() : value));
        converted.remove("iat");
        return converted;
    }
}
