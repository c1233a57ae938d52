package io.portage.stubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import io.portage.stubs.identity.TokenRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `POST /__token` gives any token that a test can want.
final class TokenIT extends OverSockets {
    private static String token(String json) {
        var reply = control("POST", "/__token", json);
        assertThat(reply.status()).isEqualTo(200);
        return reply.at("/access_token");
    }

    @Test
    void tokenWhenNothingIsAskedThenDefaultsAndTrusted() throws Exception {
        var claims = TokenReader.read(token("{}"));
        assertThat(claims.getSubject()).isEqualTo("pat");
        assertThat(claims.getIssuer()).isEqualTo(WORLD.issuer().toString());
        assertThat(claims.getAudience()).containsExactly("bff-gateway");
        assertThat(claims.getClaim("tenant_id")).isEqualTo("north");
        assertThat(claims.getClaim("realm_access")).isEqualTo(Map.of("roles", List.of("patient", "clinician")));
        assertThat(claims.getClaim("modules")).isEqualTo(List.of("ehr.registration"));
        assertThat(claims.getClaims())
                .containsEntry("typ", "Bearer")
                .containsEntry("azp", "portal-app")
                .containsEntry("scope", "openid profile")
                .containsKeys("sid", "jti", "preferred_username");
        assertThat(life(claims)).isEqualTo(Duration.ofHours(1));
    }

    private static Duration life(JWTClaimsSet claims) {
        return Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant());
    }

    @Test
    void claimsAndHeaderWhenGivenThenWinAndNullRemoves() throws Exception {
        var token = token("{'claims':{'sub':'eve','aud':['a','b'],'tenant_id':null,'exp':null},"
                + "'header':{'typ':'at+jwt','x':1,'kid':null},'expiresIn':5}");
        var claims = JWTParser.parse(token).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("eve");
        assertThat(claims.getAudience()).containsExactly("a", "b");
        assertThat(claims.getClaims()).doesNotContainKeys("tenant_id", "exp");
        var header = JWSObject.parse(token).getHeader();
        assertThat(header.getType().getType()).isEqualTo("at+jwt");
        assertThat(header.getKeyID()).isNull();
        assertThat(header.getCustomParam("x")).isEqualTo(1L);
    }

    @Test
    void expiresInWhenGivenThenLifeOfTheToken() throws Exception {
        assertThat(life(TokenReader.read(token("{'expiresIn':120}")))).isEqualTo(Duration.ofMinutes(2));
        assertThat(JWTParser.parse(token("{'expiresIn':-60}")).getJWTClaimsSet().getExpirationTime())
                .isBefore(Instant.now());
        assertThat(JWTParser.parse(token("{'expiresIn':5,'claims':{'exp':7}}"))
                        .getJWTClaimsSet()
                        .getExpirationTime())
                .isEqualTo(Instant.ofEpochSecond(7));
    }

    @Test
    void issueTimeWhenClockIsMovedThenGoesWithIt() throws Exception {
        WORLD.clock().advance(Duration.ofHours(-5));
        var issued = JWTParser.parse(token("{}")).getJWTClaimsSet().getIssueTime();
        assertThat(Duration.between(issued.toInstant(), Instant.now()))
                .isCloseTo(Duration.ofHours(5), Duration.ofMinutes(1));
    }

    @Test
    void otherKeyWhenAskedThenRightIdAndWrongSignature() throws Exception {
        var right = JWSObject.parse(token("{}")).getHeader();
        var other = token("{'key':'other'}");
        assertThat(JWSObject.parse(other).getHeader().getKeyID()).isEqualTo(right.getKeyID());
        assertThat(JWSObject.parse(other).getHeader().getAlgorithm()).isEqualTo(right.getAlgorithm());
        assertThatThrownBy(() -> TokenReader.read(other)).isInstanceOf(BadJWSException.class);
    }

    @Test
    void noKeyWhenAskedThenUnsigned() throws Exception {
        var none = token("{'key':'none'}");
        assertThat(none).endsWith(".");
        assertThat(JWTParser.parse(none).getHeader().getAlgorithm().getName()).isEqualTo("none");
        assertThatThrownBy(() -> TokenReader.read(none)).isInstanceOf(BadJOSEException.class);
    }

    @Test
    void tokenWhenAskedInJavaThenTheSameKind() throws Exception {
        var request = TokenRequest.defaults().claim("sub", "eve").expiresIn(Duration.ofSeconds(90));
        var claims = TokenReader.read(WORLD.token(request));
        assertThat(claims.getSubject()).isEqualTo("eve");
        assertThat(life(claims)).isEqualTo(Duration.ofSeconds(90));
        assertThatThrownBy(() -> TokenReader.read(WORLD.token(request.signedWith(TokenRequest.Key.OTHER))))
                .isInstanceOf(BadJWSException.class);
        assertThat(TokenReader.read(WORLD.token("sam")).getClaim("tenant_id")).isEqualTo("south");
        assertThatThrownBy(() -> WORLD.token("eve")).hasMessage("user: eve (expected: one of [doc, pat, proxy, sam])");
    }
}
