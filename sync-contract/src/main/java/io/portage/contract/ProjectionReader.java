package io.portage.contract;

import io.portage.contract.Projection.LastGood;
import io.portage.contract.Projection.None;
import io.portage.contract.Projection.PatientPlace;
import io.portage.contract.Projection.Validated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads the field `projection` of an operation.
final class ProjectionReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final String EXPECTED = "none, validated, or a mapping with stale-if-error";

    /// What is older shows yesterday's medication as if it were today's.
    private static final Duration LONGEST = Duration.ofHours(24);

    private ProjectionReader() {}

    /// A mutation may inherit the rule, which then means nothing; who states it there believes that it has an answer to
    /// show again.
    static Projection read(YamlFields fields, boolean mutates) {
        var node = fields.own("projection");
        if (node != null && mutates) {
            fields.problems()
                    .at(node, "projection: " + YamlFields.describe(node) + " (expected: none, because it is no read)");
        }
        return mutates ? new None() : read(fields);
    }

    static Projection read(YamlFields fields) {
        var node = fields.find("projection");
        return switch (node) {
            case null -> new None();
            case ScalarNode _ -> fields.parseNode(node, "projection", EXPECTED, new None(), ProjectionReader::named);
            default -> lastGood(fields, node);
        };
    }

    private static Projection named(String text) {
        return switch (text) {
            case "none" -> new None();
            case "validated" -> new Validated();
            default -> throw new IllegalArgumentException();
        };
    }

    private static Projection lastGood(YamlFields fields, Node node) {
        var rule = new YamlFields(fields.problems(), node, Set.of("stale-if-error", "patient"), null);
        var stated = rule.require("stale-if-error");
        var staleIfError = rule.duration("stale-if-error", LONGEST);
        if (stated != null && staleIfError.compareTo(LONGEST) > 0) {
            rule.problems()
                    .at(
                            stated,
                            "stale-if-error: " + staleIfError + " (expected: at most " + LONGEST
                                    + "; older data is not shown as a patient's)");
        }
        var patient = rule.require("patient");
        return patient == null ? new None() : new LastGood(staleIfError, place(fields, patient));
    }

    private static PatientPlace place(YamlFields fields, Node node) {
        var place = new YamlFields(fields.problems(), node, Set.of("segment", "parameters"), null);
        place.require("segment");
        place.require("parameters");
        var parameters = new ArrayList<String>();
        for (var parameter : place.list("parameters")) {
            parameters.add(place.parseNode(
                    parameter, "parameters", "the name of a parameter, such as patient", "", matching()));
        }
        return new PatientPlace(
                place.parse("segment", "a segment of a path, such as Patient", "", matching()),
                List.copyOf(parameters));
    }

    private static Function<String, String> matching() {
        return text -> {
            if (!NAME.matcher(text).matches()) {
                throw new IllegalArgumentException();
            }
            return text;
        };
    }
}
