package io.portage.stubs.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The users and clients that the identity provider knows. Every password is the user's name.
final class Directory {
    private static final String REGISTRATION = "ehr.registration";
    private static final Map<String, Identity> USERS = Map.of(
            "pat", new Identity("pat", "north", List.of("patient"), List.of()),
            "proxy", new Identity("proxy", "north", List.of("patient"), List.of()),
            "doc", new Identity("doc", "north", List.of("clinician"), List.of(REGISTRATION)),
            "sam", new Identity("sam", "south", List.of("clinician"), List.of(REGISTRATION)));

    /// Clients, each with what its service account may do.
    private static final Map<String, Client> CLIENTS = Map.of(
            "portal-app", new Client("portal-app", false, List.of("patient"), List.of()),
            "ehr-web", new Client("ehr-web", true, List.of("clinician"), List.of(REGISTRATION)),
            "bff-gateway", new Client("bff-gateway", true, List.of("clinician"), List.of(REGISTRATION)));

    /// @param confidential whether the client must show a secret; any will do, it is a development client
    record Client(String id, boolean confidential, List<String> roles, List<String> modules) {
        Identity serviceAccount() {
            return new Identity("service-account-" + id, "north", roles, modules);
        }
    }

    private Directory() {}

    static Optional<Identity> user(String name, String password) {
        return name.equals(password) ? Optional.ofNullable(USERS.get(name)) : Optional.empty();
    }

    /// @throws IllegalArgumentException where there is no such user
    static Identity user(String name) {
        return user(name, name)
                .orElseThrow(() -> new IllegalArgumentException("user: " + name + " (expected: one of "
                        + USERS.keySet().stream().sorted().toList() + ")"));
    }

    static Optional<Client> client(String id) {
        return Optional.ofNullable(CLIENTS.get(id));
    }
}
