package io.portage.kong.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What several fields of a record must be together.
///
/// @param fields the ones it is about; a vault reference in one of them puts it off until Kong runs
/// @param kept whether it is
record RecordRule(List<String> fields, String expected, Predicate<Values> kept) {
    static RecordRule anyOf(String... fields) {
        return new RecordRule(
                List.of(fields),
                "at least one of " + String.join(", ", fields),
                values -> Arrays.stream(fields).anyMatch(field -> !values.isEmpty(field)));
    }

    static RecordRule oneOf(String... fields) {
        return new RecordRule(
                List.of(fields),
                "exactly one of " + String.join(", ", fields),
                values -> Arrays.stream(fields)
                                .filter(field -> !values.isEmpty(field))
                                .count()
                        == 1);
    }

    static RecordRule together(String... fields) {
        return new RecordRule(List.of(fields), "all of " + String.join(", ", fields) + ", or none", values -> {
            var said = Arrays.stream(fields)
                    .filter(field -> !values.isEmpty(field))
                    .count();
            return said == 0 || said == fields.length;
        });
    }

    static RecordRule apart(String... fields) {
        return new RecordRule(
                List.of(fields),
                "at most one of " + String.join(", ", fields),
                values -> Arrays.stream(fields)
                                .filter(field -> !values.isEmpty(field))
                                .count()
                        <= 1);
    }

    static RecordRule distinct(String one, String other) {
        return new RecordRule(
                List.of(one, other),
                one + " and " + other + " differ",
                values -> values.isEmpty(one) || !values.text(one).equals(values.text(other)));
    }

    /// Kong takes a condition on a field that is null as given, unless it asks for one certain value.
    static RecordRule when(
            String field, Predicate<Values> condition, String then, Predicate<Values> holds, String expected) {
        return new RecordRule(List.of(field, then), expected, values -> !condition.test(values) || holds.test(values));
    }

    static RecordRule whenText(String field, String text, String then) {
        return when(
                field,
                values -> values.text(field).equals(text),
                then,
                values -> values.get(then) != null,
                then + " is said where " + field + " is " + text);
    }

    static RecordRule custom(String field, String expected, Predicate<Values> kept) {
        return new RecordRule(List.of(field), expected, kept);
    }

    /// One that Kong checks with the record itself, so that no vault reference puts it off.
    static RecordRule atOnce(String expected, Predicate<Values> kept) {
        return new RecordRule(List.of(), expected, kept);
    }

    /// What was expected; null where it is kept.
    @Nullable
    String broken(Values values) {
        var later = fields.stream().map(values::get).anyMatch(it -> it != null && FieldCheck.isVaultReference(it));
        return later || kept.test(values) ? null : expected;
    }
}
