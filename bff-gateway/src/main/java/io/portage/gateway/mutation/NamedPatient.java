package io.portage.gateway.mutation;

import io.portage.contract.JsonPointer;
import io.portage.gateway.json.Json;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import org.jspecify.annotations.Nullable;

/// For whom a mutation is made: the patient that its body names, or its caller, where it names nobody.
final class NamedPatient {
    private NamedPatient() {}

    /// The patient's id, or null.
    ///
    /// @param pointer where it stands; null where the operation is nobody's
    /// @throws RejectedException where a service could read another one than we do
    static @Nullable String in(@Nullable JsonPointer pointer, @Nullable Json body) {
        if (pointer == null || body == null) {
            return null;
        }
        requireOneSpelling(pointer, body);
        return switch (body.at(pointer)) {
            case null -> null;
            case Json.Null() -> null;
            case Json.Str(var patient) -> patient;
            // A service that took 42 for "42" would act for somebody who was never asked about.
            default -> throw malformed(pointer, "not a string (expected: a patient's id)");
        };
    }

    /// A service that also reads `PatientId` would act for somebody who was never asked about.
    private static void requireOneSpelling(JsonPointer pointer, Json body) {
        @Nullable Json place = body;
        for (var name : pointer.tokens()) {
            if (!(place instanceof Json.Obj(var members))) {
                return;
            }
            var lenient = LenientName.of(name);
            if (members.keySet().stream()
                    .anyMatch(key -> !key.equals(name) && LenientName.of(key).equals(lenient))) {
                throw malformed(pointer, "spelled otherwise (expected: exactly so, once)");
            }
            place = members.get(name);
        }
    }

    private static RejectedException malformed(JsonPointer pointer, String why) {
        return Rejection.of(ProblemCode.BODY_MALFORMED, pointer + ": " + why).asException();
    }
}
