package io.portage.gateway.session;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/// Confines Spring Security to the paths of login and logout: bearer tokens are verified by a station, and what an
/// issuer reports over the back-channel proves itself.
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {
    @Bean
    SecurityWebFilterChain signIn(ServerHttpSecurity http) {
        var browser = ServerWebExchangeMatchers.pathMatchers("/oauth2/**", "/login/**", "/logout/**");
        var backChannel = ServerWebExchangeMatchers.pathMatchers("/logout/back-channel");
        return http.securityMatcher(
                        new AndServerWebExchangeMatcher(browser, new NegatedServerWebExchangeMatcher(backChannel)))
                .authorizeExchange(exchanges -> exchanges.anyExchange().denyAll())
                .build();
    }

    /// The wire guard has looked at the request; this one would also look at header values that must pass untouched.
    @Bean
    ServerWebExchangeFirewall firewall() {
        return ServerWebExchangeFirewall.INSECURE_NOOP;
    }
}
