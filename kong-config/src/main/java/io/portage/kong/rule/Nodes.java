package io.portage.kong.rule;

import io.portage.kong.read.Node;
import java.util.stream.Stream;

/// A walk through everything that a file declares.
public final class Nodes {
    private Nodes() {}

    /// A member somewhere, and the name of what it stands in.
    public record Place(String parent, Node.Mapping owner, Node.Member member) {}

    /// Every member of every mapping, in the order of the file.
    public static Stream<Place> members(Node root) {
        return members("", root);
    }

    private static Stream<Place> members(String name, Node node) {
        return switch (node) {
            case Node.Mapping mapping ->
                mapping.members().stream()
                        .flatMap(it ->
                                Stream.concat(Stream.of(new Place(name, mapping, it)), members(it.name(), it.value())));
            case Node.Items items -> items.items().stream().flatMap(it -> members(name, it));
            default -> Stream.empty();
        };
    }
}
