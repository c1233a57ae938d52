package io.portage.gateway.problem;

import io.portage.gateway.correlation.CorrelationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ResponseStatusException;

/// What a client is told of a failure.
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /// The rejection that it is, or stands for; what is the gateway's own fault is logged.
    ///
    /// @param id of the request
    public static Rejection told(Throwable failure, String id) {
        return switch (failure) {
            case RejectedException rejected -> rejected.rejection();
            case ResponseStatusException refused -> ofFramework(refused);
            default -> {
                LOG.error(
                        "correlationId=\"{}\" a failure of the gateway",
                        CorrelationId.inLog(id),
                        withoutWords(failure));
                yield Rejection.of(ProblemCode.INTERNAL, "the gateway failed (expected: an answer)");
            }
        };
    }

    private static Rejection ofFramework(ResponseStatusException refused) {
        int status = refused.getStatusCode().value();
        var code = switch (status) {
            case 404 -> ProblemCode.OPERATION_UNKNOWN;
            case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
            case 413 -> ProblemCode.PAYLOAD_TOO_LARGE;
            case 415 -> ProblemCode.MEDIA_TYPE_UNSUPPORTED;
            default -> status < 500 ? ProblemCode.REQUEST_MALFORMED : ProblemCode.INTERNAL;
        };
        return Rejection.of(code, "refused before it was read").status(status);
    }

    /// Where it happened, without messages and checkpoints: they may hold a path, a query or a body.
    private static Throwable withoutWords(Throwable failure) {
        var shown = new IllegalStateException(failure.getClass().getName());
        shown.setStackTrace(failure.getStackTrace());
        return shown;
    }
}
