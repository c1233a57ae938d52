package io.portage.kong.model;

import io.portage.kong.read.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What decK makes of its files before it tells Kong: one list of each kind, shared plugin configurations and defaults
/// written out, select tags on every entity.
public final class DeckState {
    /// What only decK writes at the top of a file.
    private static final Set<String> META = Set.of("_info", "_konnect", "_workspace", "_plugin_configs");
    private static final Map<String, String> DEFAULTS =
            Map.of("services", "service", "routes", "route", "upstreams", "upstream", "targets", "target");

    private final Node.Mapping root;
    private final Node.Mapping info;

    private DeckState(Node.Mapping root) {
        this.root = root;
        this.info =
                root.get("_info") instanceof Node.Mapping mapping ? mapping : new Node.Mapping(root.at(), List.of());
    }

    /// Whether that is written for decK and not for Kong itself.
    public static boolean is(Node.Mapping root) {
        return root.members().stream().anyMatch(member -> META.contains(member.name()));
    }

    /// Several files as one: lists are joined, of other fields the last wins.
    public static Node.Mapping join(List<Node.Mapping> files) {
        var members = new LinkedHashMap<String, Node.Member>();
        files.forEach(
                file -> file.members().forEach(member -> members.merge(member.name(), member, DeckState::joined)));
        return new Node.Mapping(files.getFirst().at(), List.copyOf(members.values()));
    }

    private static Node.Member joined(Node.Member one, Node.Member other) {
        if (one.value() instanceof Node.Items first && other.value() instanceof Node.Items second) {
            var items = new ArrayList<>(first.items());
            items.addAll(second.items());
            return new Node.Member(one.at(), one.name(), new Node.Items(first.at(), items));
        }
        return other.value() instanceof Node.Null ? one : other;
    }

    /// The file as Kong would be told.
    public static Node.Mapping plain(Node.Mapping root) {
        return new DeckState(root).plain();
    }

    private Node.Mapping plain() {
        return new Node.Mapping(
                root.at(),
                root.members().stream()
                        .filter(member -> !META.contains(member.name()))
                        .map(member -> new Node.Member(member.at(), member.name(), list(member.name(), member.value())))
                        .toList());
    }

    private Node list(String entity, Node value) {
        return value instanceof Node.Items list
                ? new Node.Items(
                        list.at(),
                        list.items().stream()
                                .map(item -> item instanceof Node.Mapping mapping ? entity(entity, mapping) : item)
                                .toList())
                : value;
    }

    private Node.Mapping entity(String entity, Node.Mapping item) {
        var said = entity.equals("plugins") ? configured(item) : item;
        var children = Relations.children(entity).keySet();
        var members = new ArrayList<Node.Member>();
        said.members()
                .forEach(member -> members.add(
                        children.contains(member.name())
                                ? new Node.Member(member.at(), member.name(), list(member.name(), member.value()))
                                : member));
        return tagged(defaulted(entity, new Node.Mapping(item.at(), members)));
    }

    /// With what `_config` names, where the plugin does not say it itself.
    private Node.Mapping configured(Node.Mapping plugin) {
        if (!(plugin.get("_config") instanceof Node.Text name)
                || !(root.get("_plugin_configs") instanceof Node.Mapping shared)
                || !(shared.get(name.value()) instanceof Node.Mapping config)) {
            return plugin;
        }
        var own =
                plugin.get("config") instanceof Node.Mapping mapping ? mapping : new Node.Mapping(name.at(), List.of());
        return with(plugin, "config", filled(own, config));
    }

    private Node.Mapping defaulted(String entity, Node.Mapping item) {
        var kind = DEFAULTS.get(entity);
        return kind != null
                        && info.get("defaults") instanceof Node.Mapping defaults
                        && defaults.get(kind) instanceof Node.Mapping mapping
                ? filled(item, mapping)
                : item;
    }

    private Node.Mapping tagged(Node.Mapping item) {
        if (!(info.get("select_tags") instanceof Node.Items select)) {
            return item;
        }
        var tags = new ArrayList<>(item.get("tags") instanceof Node.Items own ? own.items() : List.<Node>of());
        var names = new HashSet<>(Declared.texts(item.get("tags")));
        select.items().stream()
                .filter(tag -> tag instanceof Node.Text text && names.add(text.value()))
                .forEach(tags::add);
        return with(item, "tags", new Node.Items(select.at(), tags));
    }

    private static Node.Mapping filled(Node.Mapping said, Node.Mapping otherwise) {
        var names = new HashSet<String>();
        said.members().forEach(member -> names.add(member.name()));
        var members = new ArrayList<>(said.members());
        otherwise.members().stream().filter(member -> names.add(member.name())).forEach(members::add);
        return new Node.Mapping(said.at(), members);
    }

    private static Node.Mapping with(Node.Mapping mapping, String name, Node value) {
        var at = mapping.member(name).map(Node.Member::at).orElse(value.at());
        var members = new ArrayList<>(mapping.members());
        members.removeIf(member -> member.name().equals(name));
        members.add(new Node.Member(at, name, value));
        return new Node.Mapping(mapping.at(), members);
    }
}
