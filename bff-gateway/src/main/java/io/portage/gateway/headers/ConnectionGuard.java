package io.portage.gateway.headers;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds a `Connection` member that would delete a header on its way: any client can name any header there, and every
/// honest proxy then removes it (RFC 9110, section 7.6.1).
final class ConnectionGuard {
    private static final Set<String> PROTECTED = Set.of("x-tenant-id", "content-type", "host", "cookie", "traceparent");

    private ConnectionGuard() {}

    /// The first protected name that one of the `Connection` lines nominates; null where there is none.
    static @Nullable String nominated(List<String> lines) {
        return ConnectionMembers.of(lines).stream()
                .filter(ConnectionGuard::isProtected)
                .findFirst()
                .orElse(null);
    }

    private static boolean isProtected(String name) {
        return SyncHeader.named(name.replace('_', '-')) != null
                || PROTECTED.contains(name)
                || name.startsWith("x-forwarded-");
    }
}
