package io.portage.contracttests.world;

import java.nio.file.Path;

/// The bundled contract with what it has no example of: scopes, and a tenant in a path.
final class StrictContract {
    private static final String ROLES = "  roles: [clinician]\n";
    private static final String TENANT = """

              - id: order-set.adopt
                request: POST /v1/tenants/{tenantId}/order-sets
                source: none
                queue: never
            """;

    private StrictContract() {}

    /// Writes it into a folder of its own.
    static Path write() {
        return EditedContract.write(
                "orders",
                text -> EditedContract.replaced(text, ROLES, ROLES + "  scopes: [orders.read, orders.write]\n")
                        + TENANT);
    }
}
