package io.portage.launcher.chaos;

/// The mutations that clients send, chosen for how their services take a repeat.
enum Kind {
    ORDER("orders", "order.create", "doc", Repeat.RECOGNISED, Carrier.BODY, "/v1/orders", Bodies.ORDER),
    /// The same operation, but with a key that orders does not look at.
    ORDER_BY_HEADER("orders", "order.create", "doc", Repeat.UNRECOGNISED, Carrier.HEADER, "/v1/orders", Bodies.ORDER),
    CANCEL(
            "orders",
            "order.cancel",
            "doc",
            Repeat.GUARDED,
            Carrier.HEADER,
            "/v1/orders/{key}/cancel",
            "{\"version\":1%s}"),
    PATIENT("registration", "patient.create", "doc", Repeat.RECOGNISED, Carrier.BOTH, "/v1/patients", Bodies.PATIENT),
    PATIENT_BY_HEADER(
            "registration", "patient.create", "doc", Repeat.RECOGNISED, Carrier.HEADER, "/v1/patients", Bodies.PATIENT),
    VACCINATION(
            "immunizations",
            "immunization.record",
            "doc",
            Repeat.RECOGNISED,
            Carrier.BODY,
            "/v1/immunizations",
            "{\"patientId\":\"{key}\",\"vaccine\":\"v\",\"administeredAt\":\"2026-01-01T00:00:00Z\"%s}"),
    /// By somebody else than the patient, so that the delegation is asked for.
    REFILL(
            "patient-portal",
            "portal.request-refill",
            "proxy",
            Repeat.UNRECOGNISED,
            Carrier.HEADER,
            "/v1/portal/refill-requests",
            "{\"patientId\":\"pat\",\"medication\":\"m-{key}\"%s}"),
    APPOINTMENT(
            "patient-portal",
            "portal.request-appointment",
            "pat",
            Repeat.UNRECOGNISED,
            Carrier.BODY,
            "/v1/portal/appointment-requests",
            "{\"patientId\":\"pat\",\"slot\":\"s-{key}\"%s}");

    /// What the service makes of a repeat.
    enum Repeat {
        /// It answers as it did before.
        RECOGNISED,
        /// It refuses, since the version no longer matches.
        GUARDED,
        /// It acts a second time.
        UNRECOGNISED
    }

    /// Where the key stands.
    private enum Carrier {
        HEADER,
        BODY,
        BOTH
    }

    private interface Bodies {
        String ORDER = "{\"type\":\"lab\",\"patientId\":\"{key}\",\"code\":\"hba1c\"%s}";
        String PATIENT = "{\"family\":\"f-{key}\",\"given\":\"g\",\"birthDate\":\"1980-02-29\"%s}";
    }

    private final String service;
    private final String operation;
    private final String user;
    private final Repeat repeat;
    private final Carrier carrier;
    private final String path;
    private final String body;

    Kind(String service, String operation, String user, Repeat repeat, Carrier carrier, String path, String body) {
        this.service = service;
        this.operation = operation;
        this.user = user;
        this.repeat = repeat;
        this.carrier = carrier;
        this.path = path;
        this.body = body;
    }

    String service() {
        return service;
    }

    /// The operation's id in the sync contract.
    String operation() {
        return operation;
    }

    /// Who sends it.
    String user() {
        return user;
    }

    /// What the user is.
    String role() {
        return user.equals("doc") ? "clinician" : "patient";
    }

    Repeat repeat() {
        return repeat;
    }

    /// Whether it must leave a gateway at most once, whatever happens. The portal's faults never say "no effect"
    /// (see [Spoiling]), so that there is no reason for a second time.
    boolean leavesOnce() {
        return service.equals("patient-portal");
    }

    boolean hasHeaderKey() {
        return carrier != Carrier.BODY;
    }

    String path(String key) {
        return path.replace("{key}", key);
    }

    /// The same bytes for the same key, always.
    String body(String key) {
        var more = carrier == Carrier.HEADER ? "" : ",\"clientMutationId\":\"" + key + "\"";
        return body.formatted(more).replace("{key}", key);
    }
}
