package io.portage.kong.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/// Makes nodes of the events of one document, as Kong's reader does: aliases stand for what they name, `<<` fills in
/// what is not there yet, and of two keys the later wins.
final class Composer {
    private static final int DEEPEST = 100;
    /// Nodes that aliases may stand for, over all.
    private static final long MOST_ALIASED = 1_000_000;
    private static final int MOST_NODES = 4_000_000;
    /// Enough to mend a file.
    private static final int MOST_DUPLICATES = 500;

    private final Iterator<Event> events;
    private final Layout layout;
    private final List<Duplicate> duplicates;
    private final Map<Anchor, Complete> anchors = new HashMap<>();
    private final Set<Anchor> open = new HashSet<>();
    private int depth;
    private long aliased;
    private int nodes;

    /// A key that was there before.
    record Duplicate(String key, Position first, Position second) {}

    /// @param size how many nodes it is, with aliases written out
    private record Complete(Node node, long size) {}

    Composer(Iterator<Event> events, Layout layout, List<Duplicate> duplicates) {
        this.events = events;
        this.layout = layout;
        this.duplicates = duplicates;
    }

    /// The node that begins with that event.
    Node compose(Event event) throws Unreadable {
        return node(event).node;
    }

    private Complete node(Event event) throws Unreadable {
        if (event instanceof AliasEvent alias) {
            return resolve(alias);
        }
        var anchor = event instanceof NodeEvent node ? node.getAnchor() : Optional.<Anchor>empty();
        anchor.ifPresent(open::add);
        count(event);
        var complete = switch (event) {
            case ScalarEvent scalar -> new Complete(scalar(scalar), 1);
            case SequenceStartEvent _ -> items(event);
            case MappingStartEvent _ -> mapping(event);
            default -> throw new Unreadable(layout.at(event), "no value here (expected: one)");
        };
        depth--;
        anchor.ifPresent(name -> {
            anchors.put(name, complete);
            open.remove(name);
        });
        return complete;
    }

    private void count(Event event) throws Unreadable {
        if (++depth > DEEPEST) {
            throw new Unreadable(
                    layout.at(event), "nesting: more than " + DEEPEST + " levels (expected: at most " + DEEPEST + ")");
        }
        if (++nodes > MOST_NODES) {
            throw new Unreadable(
                    layout.at(event), "values: more than " + MOST_NODES + " (expected: at most " + MOST_NODES + ")");
        }
    }

    private Complete resolve(AliasEvent alias) throws Unreadable {
        var name = alias.getAlias();
        var named = anchors.get(name);
        if (named == null || open.contains(name)) {
            throw new Unreadable(
                    layout.at(alias),
                    "*" + name.getValue() + ": "
                            + (open.contains(name) ? "stands inside itself" : "no such anchor before")
                            + " (expected: an anchor that is complete)");
        }
        aliased += named.size;
        if (aliased > MOST_ALIASED) {
            throw new Unreadable(
                    layout.at(alias), "aliases: more than " + MOST_ALIASED + " values (expected: at most that)");
        }
        return named;
    }

    private Node scalar(ScalarEvent event) {
        var at = layout.at(event);
        var text = layout.original(event.getValue());
        var tag = event.getTag().orElse("");
        if (tag.isEmpty() && event.getScalarStyle() == ScalarStyle.PLAIN) {
            return layout.plain(at, event.getValue());
        }
        return switch (tag) {
            case "tag:yaml.org,2002:null" -> new Node.Null(at);
            case "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float" ->
                PlainScalar.of(at, text);
            default -> new Node.Text(at, text);
        };
    }

    private Complete items(Event start) throws Unreadable {
        var items = new ArrayList<Node>();
        var size = 1L;
        for (var event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            var item = node(event);
            items.add(item.node);
            size += item.size;
        }
        return new Complete(new Node.Items(layout.at(start), items), size);
    }

    private Complete mapping(Event start) throws Unreadable {
        var members = new LinkedHashMap<String, Node.Member>();
        var merged = new HashMap<String, Node.Member>();
        var size = 1L;
        for (var event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            var key = node(event).node;
            var value = node(events.next());
            size += value.size + 1;
            if (key instanceof Node.Text text && text.value().equals("<<")) {
                merge(value.node, members, merged);
            } else {
                put(new Node.Member(key.at(), name(key), value.node), members, merged);
            }
        }
        return new Complete(new Node.Mapping(layout.at(start), List.copyOf(members.values())), size);
    }

    private void put(Node.Member member, Map<String, Node.Member> members, Map<String, Node.Member> merged) {
        var before = members.put(member.name(), member);
        if (before != null && merged.remove(member.name()) == null && duplicates.size() < MOST_DUPLICATES) {
            duplicates.add(new Duplicate(member.name(), before.at(), member.at()));
        }
    }

    private static String name(Node key) throws Unreadable {
        return switch (key) {
            case Node.Text text -> text.value();
            case Node.Number number -> number.text();
            case Node.Bool bool -> bool.text();
            case Node.Null _ -> "~";
            case Node.Mapping _, Node.Items _ ->
                throw new Unreadable(key.at(), "a list or mapping as a name (expected: a text)");
        };
    }

    private static void merge(Node value, Map<String, Node.Member> members, Map<String, Node.Member> merged)
            throws Unreadable {
        switch (value) {
            case Node.Mapping mapping ->
                mapping.members().forEach(member -> {
                    if (members.putIfAbsent(member.name(), member) == null) {
                        merged.put(member.name(), member);
                    }
                });
            case Node.Items list -> {
                for (var item : list.items()) {
                    if (!(item instanceof Node.Mapping)) {
                        throw new Unreadable(item.at(), "<<: not a mapping (expected: a mapping, or a list of them)");
                    }
                    merge(item, members, merged);
                }
            }
            default -> throw new Unreadable(value.at(), "<<: not a mapping (expected: a mapping, or a list of them)");
        }
    }
}
