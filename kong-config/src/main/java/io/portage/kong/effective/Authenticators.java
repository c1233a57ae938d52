package io.portage.kong.effective;

import io.portage.kong.catalogue.effect.Effects;
import io.portage.kong.model.Consumer;
import io.portage.kong.model.Dialect;
import io.portage.kong.model.Plugin;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which plugins can say who calls: only what runs after one of them sees a consumer.
final class Authenticators {
    /// They know those that have a credential of their kind.
    private static final Set<String> BY_CREDENTIAL = Set.of("basic-auth", "hmac-auth", "jwt", "key-auth", "oauth2");
    /// They may know anybody.
    private static final Set<String> ANYBODY = Set.of(
            "header-cert-auth",
            "jwt-signer",
            "key-auth-enc",
            "ldap-auth-advanced",
            "mtls-auth",
            "oauth2-introspection",
            "oidc",
            "openid-connect",
            "saml",
            "session",
            "vault-auth",
            "jwt-keycloak");

    /// Code that says who calls names what it sets.
    private static final String SAYING = "authenticat";

    private final Dialect dialect;
    private final Function<Plugin, Effects> effects;

    /// Whether a caller is found.
    enum Finds {
        NEVER,
        /// Only code that cannot be followed might.
        PERHAPS,
        SURELY
    }

    /// @param dialect a decK file may be a part of a state, with the credentials elsewhere
    Authenticators(Dialect dialect, Function<Plugin, Effects> effects) {
        this.dialect = dialect;
        this.effects = effects;
    }

    /// Whether one of the links before that one can find that it is this caller.
    Finds know(Caller caller, List<Link> links, Link before) {
        return links.stream()
                .filter(it -> it != before && comesFirst(it, before))
                .map(it -> find(it.plugin(), caller))
                .max(Comparator.naturalOrder())
                .orElse(Finds.NEVER);
    }

    private static boolean comesFirst(Link one, Link other) {
        return one.priority().isEmpty() || other.priority().isEmpty() || Link.ORDER.compare(one, other) < 0;
    }

    private Finds find(Plugin plugin, Caller caller) {
        var opaque = effects.apply(plugin).isOpaque();
        if (ANYBODY.contains(plugin.name())
                || (opaque && saysWhoCalls(plugin))
                || hasCredential(plugin, caller.consumer())
                || isAnonymous(plugin, caller.consumer())) {
            return Finds.SURELY;
        }
        return opaque ? Finds.PERHAPS : Finds.NEVER;
    }

    private static boolean saysWhoCalls(Plugin plugin) {
        return Stream.of("rewrite", "access")
                .flatMap(phase -> plugin.config().texts(phase).stream())
                .anyMatch(code -> code.value().contains(SAYING));
    }

    private boolean hasCredential(Plugin plugin, @Nullable Consumer consumer) {
        return BY_CREDENTIAL.contains(plugin.name())
                && (dialect == Dialect.DECK
                        || consumer == null
                        || consumer.credentials().contains(plugin.name()));
    }

    private static boolean isAnonymous(Plugin plugin, @Nullable Consumer consumer) {
        var anonymous = plugin.config().text("anonymous");
        return consumer != null
                && anonymous
                        .filter(it -> it.value().equals(consumer.username())
                                || it.value().equals(consumer.id())
                                || it.value().startsWith("$"))
                        .isPresent();
    }
}
