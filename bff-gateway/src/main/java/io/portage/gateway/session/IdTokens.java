package io.portage.gateway.session;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import io.portage.gateway.caller.TokenDecoder;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.authentication.ReactiveOidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoderFactory;
import reactor.core.publisher.Mono;

/// Verifies the ID tokens of logins: signatures as those of access tokens, by the same keys and every accepted
/// algorithm (Spring Security's own decoder takes one, and never EdDSA), and what they say as Spring Security does.
final class IdTokens implements ReactiveJwtDecoderFactory<ClientRegistration> {
    private final TokenDecoder signatures;
    private final InstantSource clock;

    IdTokens(TokenDecoder signatures, InstantSource clock) {
        this.signatures = signatures;
        this.clock = clock;
    }

    @Override
    public ReactiveJwtDecoder createDecoder(ClientRegistration client) {
        var validator = new OidcIdTokenValidator(client);
        validator.setClock(clock.withZone(ZoneOffset.UTC));
        var decoder = new NimbusReactiveJwtDecoder(this::signed);
        decoder.setJwtValidator(validator);
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(ReactiveOidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return decoder;
    }

    private Mono<JWTClaimsSet> signed(JWT token) {
        return signatures
                .requireSigned(token.getParsedString())
                .onErrorMap(RejectedException.class, IdTokens::asToldToSpring)
                .then(Mono.fromCallable(token::getJWTClaimsSet));
    }

    /// Keys that cannot be fetched are not the token's fault.
    private static RuntimeException asToldToSpring(RejectedException refused) {
        var rejection = refused.rejection();
        return rejection.code() == ProblemCode.TOKEN_INVALID
                ? new BadJwtException(rejection.detail())
                : new IllegalStateException(rejection.detail());
    }
}
