package io.portage.stubs.identity;

import java.util.List;

/// Someone a token can be for.
///
/// @param subject the user's name, which is also the `sub`
/// @param tenant the tenant
/// @param roles realm roles
/// @param modules licensed modules
record Identity(String subject, String tenant, List<String> roles, List<String> modules) {
    Identity {
        roles = List.copyOf(roles);
        modules = List.copyOf(modules);
    }
}
