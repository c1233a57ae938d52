package io.portage.gateway.projection;

import io.portage.contract.Projection.PatientPlace;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whose data a read asks for, as far as its address says so beyond doubt.
final class NamedPatient {
    /// A resource's id in FHIR, and what tokens call users; with or without its type. Nothing that is encoded.
    private static final Pattern ID = Pattern.compile("(?:Patient(?:/|%2[fF]))?([A-Za-z0-9._-]{1,64})");

    private NamedPatient() {}

    /// The one patient that a request names; null where that is nobody, several, or not clear.
    ///
    /// @param target raw path and query
    static @Nullable String in(String target, PatientPlace place) {
        int mark = target.indexOf('?');
        var named = new HashSet<@Nullable String>();
        path(mark < 0 ? target : target.substring(0, mark), place.segment(), named);
        if (mark >= 0) {
            query(target.substring(mark + 1), place, named);
        }
        return named.size() == 1 ? named.iterator().next() : null;
    }

    private static void path(String path, String segment, Set<@Nullable String> named) {
        var segments = path.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].equals(segment)) {
                named.add(i + 1 < segments.length ? id(segments[i + 1]) : null);
            }
        }
    }

    private static void query(String query, PatientPlace place, Set<@Nullable String> named) {
        for (var parameter : query.split("&", -1)) {
            var parts = parameter.split("=", 2);
            if (place.parameters().contains(parts[0])) {
                named.add(parts.length > 1 ? id(parts[1]) : null);
            } else if (isUnclear(parts[0], place)) {
                named.add(null);
            }
        }
    }

    /// `patient:missing`, `subject.name`, `_has:…:patient:…` and `p%61tient` may name anybody.
    private static boolean isUnclear(String name, PatientPlace place) {
        return name.indexOf('%') >= 0
                || name.startsWith("_has")
                || place.parameters().stream()
                        .anyMatch(known -> name.startsWith(known + ":") || name.startsWith(known + "."));
    }

    private static @Nullable String id(String text) {
        var id = ID.matcher(text);
        return id.matches() ? id.group(1) : null;
    }
}
