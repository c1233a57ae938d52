package io.portage.gateway.caller;

import io.portage.gateway.Settings;
import io.portage.gateway.TokenSettings;
import io.portage.gateway.caller.keys.IssuerKeys;
import io.portage.gateway.caller.keys.KeyFetch;
import io.portage.gateway.caller.revocation.Revocations;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.TreeSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Builds the token verifier, with every check named. Nothing here asks an issuer: it need not be there yet.
@Configuration(proxyBeanMethods = false)
class CallerConfiguration {
    @Bean
    TokenDecoder tokenDecoder(Settings settings) {
        var token = settings.token();
        if (token.issuers().isEmpty()) {
            throw new IllegalStateException("portage.token.issuers is not set (expected: portage.token.issuers[0].url,"
                    + " the issuer whose tokens are accepted, such as https://id.example/realms/ehr)");
        }
        var issuers = new HashMap<String, IssuerKeys>();
        for (var issuer : token.issuers()) {
            issuers.put(issuer.url().toString(), keys(issuer, token));
        }
        return new TokenDecoder(issuers, new TreeSet<>(token.algorithms()));
    }

    @Bean
    TokenVerifier tokenVerifier(TokenDecoder decoder, Settings settings, Revocations revocations, InstantSource clock) {
        var token = settings.token();
        return new TokenVerifier(
                decoder,
                new TokenRules(token.audience(), token.clockAllowance(), clock),
                ClaimMapping.of(token),
                revocations,
                new VerifiedTokens(token.cache().toBytes(), clock));
    }

    private static IssuerKeys keys(TokenSettings.Issuer issuer, TokenSettings settings) {
        return new IssuerKeys(
                issuer.url().toString(),
                KeyFetch.from(IssuerAddresses.of(issuer).keys()),
                settings.keyRefresh(),
                settings.keyRetention(),
                System::nanoTime);
    }
}
