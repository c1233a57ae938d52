package io.portage.kong.read;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A value of a YAML or JSON file, and where it stands. Aliases and merge keys are resolved; keys are unique.
public sealed interface Node {
    Position at();

    /// A mapping, members in the order of the file.
    record Mapping(Position at, List<Member> members) implements Node {
        public Mapping {
            members = List.copyOf(members);
        }

        /// The member of that name.
        public Optional<Member> member(String name) {
            return Optional.ofNullable(find(name));
        }

        /// The value of that name; null where it is not there.
        public @Nullable Node get(String name) {
            var member = find(name);
            return member == null ? null : member.value();
        }

        /// No stream: files have millions of these.
        private @Nullable Member find(String name) {
            for (var member : members) {
                if (member.name().equals(name)) {
                    return member;
                }
            }
            return null;
        }
    }

    /// One member of a mapping.
    ///
    /// @param at where its name stands
    record Member(Position at, String name, Node value) {}

    /// A list.
    record Items(Position at, List<Node> items) implements Node {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// A text: quoted, or plain and nothing else.
    record Text(Position at, String value) implements Node {}

    /// A whole number or a fraction.
    ///
    /// @param text as it was written
    record Number(Position at, double value, String text) implements Node {}

    /// A boolean, as YAML 1.1 has them: `yes` and `off` are some.
    ///
    /// @param text as it was written
    record Bool(Position at, boolean value, String text) implements Node {}

    /// Nothing.
    record Null(Position at) implements Node {}
}
