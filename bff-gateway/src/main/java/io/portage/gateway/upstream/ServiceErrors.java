package io.portage.gateway.upstream;

import io.portage.contract.JsonPointer;
import io.portage.gateway.json.JsonReader;
import io.portage.gateway.json.JsonReader.MalformedJsonException;
import io.portage.gateway.problem.Action;
import io.portage.gateway.problem.ProblemBody;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Errors of the owning services: those with a `code` pass byte for byte, the others are wrapped, status kept.
public final class ServiceErrors {
    private static final JsonPointer CODE = JsonPointer.parse("/code");
    private static final Set<String> KEPT = Set.of("retry-after", "www-authenticate", "allow");

    private ServiceErrors() {}

    /// The answer as the client gets it.
    ///
    /// @param unknown whether the mutation may have taken effect all the same
    public static Answer wrapped(Answer answer, boolean unknown, String correlationId) {
        if (answer.status() < 400
                || (answer.header("Content-Encoding") != null && answer.isJson())
                || hasCode(answer)) {
            return answer;
        }
        var rejection = Rejection.of(
                        ProblemCode.SERVICE_ERROR,
                        "the service answered " + answer.status() + " (expected: an error with a code)")
                .status(answer.status())
                .action(unknown ? Action.LOOK_UP : action(answer.status()));
        var headers = new ArrayList<Map.Entry<String, String>>();
        headers.add(Map.entry("Content-Type", ProblemBody.MEDIA_TYPE));
        answer.headers().stream()
                .filter(line -> KEPT.contains(line.getKey().toLowerCase(Locale.ROOT)))
                .forEach(headers::add);
        return new Answer(answer.status(), headers, ProblemBody.render(rejection, correlationId));
    }

    private static boolean hasCode(Answer answer) {
        try {
            return answer.isJson() && JsonReader.read(answer.body()).textAt(CODE) != null;
        } catch (MalformedJsonException _) {
            return false;
        }
    }

    private static Action action(int status) {
        return switch (status) {
            case 401 -> Action.REFRESH_TOKEN;
            case 403 -> Action.ASK_USER;
            case 409, 412 -> Action.REFRESH_AND_MERGE;
            case 408, 425, 429, 502, 503, 504 -> Action.RETRY_SAME_KEY;
            default -> status < 500 ? Action.FIX_REQUEST : Action.LOOK_UP;
        };
    }
}
