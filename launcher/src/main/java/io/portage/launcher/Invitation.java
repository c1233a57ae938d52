package io.portage.launcher;

/// What can be done with a world that stays up.
final class Invitation {
    private Invitation() {}

    static String to(Settings settings) {
        return """

                Everything stays up until Ctrl-C. Gateway %1$s, health %2$s/actuator/health,
                stub control and identity provider %3$s. A request of your own:

                  TOKEN=$(curl -s %3$s/realms/ehr/protocol/openid-connect/token \\
                    -d grant_type=password -d client_id=portal-app -d username=pat -d password=pat \\
                    | sed 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/')
                  curl -i %1$s/v1/portal/refill-requests -H "Authorization: Bearer $TOKEN" \\
                    -H "Idempotency-Key: my-first-key" -H "Content-Type: application/json" \\
                    -d '{"patientId":"pat","medication":"m"}'

                Run the last command twice, and see what the services received: curl -s %3$s/__received
                """.formatted(
                        settings.gateway(),
                        settings.management(),
                        "http://localhost:" + settings.stubPorts().control());
    }
}
