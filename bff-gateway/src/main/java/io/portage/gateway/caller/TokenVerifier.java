package io.portage.gateway.caller;

import io.portage.gateway.caller.VerifiedTokens.Digest;
import io.portage.gateway.caller.revocation.Marks;
import io.portage.gateway.caller.revocation.Revocations;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// From `Authorization` to the caller, or to the reason why there is none.
public final class TokenVerifier {
    private static final String SCHEME = "Bearer";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final int LONGEST = 16 << 10;

    private final TokenDecoder decoder;
    private final TokenRules rules;
    private final ClaimMapping mapping;
    private final Revocations revocations;
    private final VerifiedTokens verified;

    TokenVerifier(
            TokenDecoder decoder,
            TokenRules rules,
            ClaimMapping mapping,
            Revocations revocations,
            VerifiedTokens verified) {
        this.decoder = decoder;
        this.rules = rules;
        this.mapping = mapping;
        this.revocations = revocations;
        this.verified = verified;
    }

    /// The caller, or a [RejectedException] with `TOKEN_MISSING`, `TOKEN_INVALID`, `TOKEN_EXPIRED`, or
    /// `UPSTREAM_UNAVAILABLE` where the issuer's keys are not to be had.
    ///
    /// @param authorization the header's value
    public Mono<Caller> verify(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Mono.error(TokenRefusal.missing());
        }
        var token = afterSpaces(authorization);
        if (token.length() > LONGEST) {
            return Mono.error(TokenRefusal.invalid(token.length() + " characters (expected: at most " + LONGEST + ")"));
        }
        var digest = Digest.of(token);
        var known = verified.find(digest);
        if (known != null && known.signer().isTrusted()) {
            return current(known);
        }
        if (!TOKEN.matcher(token).matches()) {
            return Mono.error(TokenRefusal.invalid("not the form of a bearer token (RFC 6750)"));
        }
        verified.forget(digest);
        return Mono.defer(() -> verified.keep(digest, verification(token))).flatMap(this::current);
    }

    /// Whether a token was refused because its session has ended: it will never be good again.
    public static boolean isRevocation(Rejection rejection) {
        return TokenRefusal.isRevocation(rejection);
    }

    /// Empty where no space follows the scheme.
    private static String afterSpaces(String authorization) {
        int begin = SCHEME.length();
        while (begin < authorization.length() && authorization.charAt(begin) == ' ') {
            begin++;
        }
        return begin == SCHEME.length() ? "" : authorization.substring(begin);
    }

    private Mono<VerifiedToken> verification(String token) {
        return revocations.ready().then(decoder.decode(token)).map(signed -> {
            var span = rules.span(signed);
            var caller = mapping.caller(signed.issuer(), signed.claims());
            rules.check(span);
            return new VerifiedToken(caller, span, signed.signer(), marks(signed), token.length());
        });
    }

    private Marks marks(SignedToken token) {
        var claims = token.claims();
        return revocations.board().marks(token.issuer(), claims.text("sid"), claims.text("sub"), claims.instant("iat"));
    }

    /// Completes where a sign-in goes on, and fails as its tokens would where its issuer has reported its end.
    ///
    /// @param session the issuer's name of it, its `sid`
    /// @param begun when it began
    public Mono<Void> goesOn(String issuer, @Nullable String session, String subject, Instant begun) {
        return revocations.ready().then(Mono.defer(() -> {
            var board = revocations.board();
            return board.covers(board.marks(issuer, session, subject, begun))
                    ? Mono.error(TokenRefusal.revoked())
                    : Mono.empty();
        }));
    }

    /// What was true when the token was verified may no longer be.
    private Mono<Caller> current(VerifiedToken token) {
        try {
            rules.check(token.span());
        } catch (RejectedException e) {
            return Mono.error(e);
        }
        return revocations.board().covers(token.marks())
                ? Mono.error(TokenRefusal.revoked())
                : Mono.just(token.caller());
    }
}
