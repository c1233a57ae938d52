package io.portage.stubs.service;

/// A refusal that becomes the structured error `{"code", "message"}`.
final class ServiceError extends RuntimeException {
    private final int status;
    private final String code;

    ServiceError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static ServiceError invalid(String message) {
        return new ServiceError(422, "VALIDATION_FAILED", message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
