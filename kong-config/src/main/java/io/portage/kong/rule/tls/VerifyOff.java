package io.portage.kong.rule.tls;

import io.portage.kong.model.Finding;
import io.portage.kong.read.Node;
import io.portage.kong.rule.Nodes;
import io.portage.kong.rule.Nodes.Place;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.Map;
import java.util.stream.Stream;

/// A certificate that nobody checks is anybody's.
public final class VerifyOff implements Rule {
    /// What is meant to be checked, and the switch without which there is nothing to check.
    private static final Map<String, String> SWITCHES = Map.of(
            "tls_verify", "",
            "ssl_verify", "ssl",
            "redis_ssl_verify", "redis_ssl",
            "https_verify_certificate", "",
            "http_ssl_verify", "",
            "verify_ldap_host", "");

    @Override
    public RuleInfo info() {
        return RuleInfo.warning("tls/verify-off", "a certificate is not checked");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return Nodes.members(context.config().root())
                .filter(VerifyOff::isOff)
                .map(it -> info().at(
                                it.member().value().at(),
                                it.member().name()
                                        + ": false, so that anybody can stand in for the other side (expected: true)"));
    }

    private static boolean isOff(Place place) {
        var needed = SWITCHES.get(place.member().name());
        return needed != null
                && place.member().value() instanceof Node.Bool bool
                && !bool.value()
                && bool.text().matches("(?i)false|no|off|n")
                && (needed.isEmpty() || (place.owner().get(needed) instanceof Node.Bool on && on.value()))
                && isEncrypted(place);
    }

    /// Health checks and services that speak no TLS check nothing.
    private static boolean isEncrypted(Place place) {
        return switch (place.member().name()) {
            case "https_verify_certificate" ->
                place.owner().get("type") instanceof Node.Text type
                        && type.value().equals("https");
            case "verify_ldap_host" ->
                Stream.of("ldaps", "start_tls")
                        .anyMatch(it -> place.owner().get(it) instanceof Node.Bool on && on.value());
            case "tls_verify" ->
                !(place.owner().get("protocol") instanceof Node.Text plain
                        && plain.value().equals("http"));
            default -> true;
        };
    }
}
