package io.portage.gateway.session;

import io.portage.gateway.Settings;
import io.portage.gateway.TokenSettings;
import io.portage.gateway.caller.IssuerAddresses;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/// The client that browsers sign in with, as Spring Security describes it. Its addresses follow from the issuer's, so
/// that a start asks nobody.
final class LoginClient {
    /// Part of the paths of login and return.
    static final String ID = "ehr-web";
    /// Where browsers come back to.
    static final String RETURN = "/login/oauth2/code/" + ID;

    private LoginClient() {}

    static ClientRegistration of(Settings settings) {
        var login = settings.login();
        var issuer = issuer(settings);
        var addresses = IssuerAddresses.of(issuer);
        return ClientRegistration.withRegistrationId(ID)
                .clientId(String.valueOf(login.clientId()))
                .clientSecret(login.clientSecret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(login.baseUrl() + RETURN)
                .scope("openid", "profile")
                .authorizationUri(addresses.authorization().toString())
                .tokenUri(addresses.token().toString())
                .jwkSetUri(addresses.keys().toString())
                .issuerUri(issuer.url().toString())
                .userNameAttributeName("sub")
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
    }

    private static TokenSettings.Issuer issuer(Settings settings) {
        var issuer = settings.token().issuer();
        if (issuer == null) {
            throw new IllegalStateException(
                    "portage.token.issuers is not set (expected: the issuer where browsers sign in)");
        }
        return issuer;
    }
}
