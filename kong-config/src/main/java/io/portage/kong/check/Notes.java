package io.portage.kong.check;

import io.portage.kong.catalogue.Field;
import io.portage.kong.catalogue.Field.Kind;
import io.portage.kong.read.Node;
import java.util.Map;

/// What a file and its entities may say to no one: `_comment`, a text, and `_ignore`, a list of anything. decK knows
/// neither.
final class Notes {
    private static final Map<String, Field> FIELDS = Map.of(
            "_comment", Known.text("_comment", Kind.STRING, false, null),
            "_ignore", Known.text("_ignore", Kind.ARRAY, false, null));

    private Notes() {}

    /// Whether that is one.
    static boolean is(Target target, String name) {
        return !target.isDeck() && FIELDS.containsKey(name);
    }

    /// Whether those of a mapping are what they must be.
    static void check(Target target, Node.Mapping said, FieldCheck fields) {
        for (var member : said.members()) {
            var field = FIELDS.get(member.name());
            if (field != null && is(target, member.name())) {
                fields.check("", member.name(), field, member.value(), member.at());
            }
        }
    }
}
