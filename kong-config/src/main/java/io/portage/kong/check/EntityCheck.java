package io.portage.kong.check;

import io.portage.kong.catalogue.Field;
import io.portage.kong.catalogue.Fields;
import io.portage.kong.model.Relations;
import io.portage.kong.read.Node;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether every entity has the fields it must have and may have.
final class EntityCheck {
    private static final Set<String> EXPRESSIONS = Set.of("expression", "priority");

    private final Target target;
    private final Known known;
    private final Problems problems;
    private final FieldCheck fields;
    private final PluginCheck plugins;
    private final RouteCheck routes;
    private final ReferenceCheck references;

    EntityCheck(Target target, Pass pass, Identities identities) {
        this.target = target;
        this.known = new Known(target);
        this.problems = new Problems(target);
        this.fields = new FieldCheck(new RecordCheck(problems), problems);
        this.plugins = new PluginCheck(target, problems);
        this.routes = new RouteCheck(target, problems);
        this.references = new ReferenceCheck(target, pass, identities, problems);
    }

    /// Everything wrong in a list of entities.
    ///
    /// @param parent the entity it stands in, such as `routes`; null at the top
    void list(String entity, Node value, @Nullable String parent) {
        switch (value) {
            case Node.Null _ -> {}
            case Node.Items list -> list.items().forEach(item -> item(entity, item, parent));
            case Node.Mapping mapping when mapping.members().isEmpty() -> {}
            default ->
                problems.add(
                        "kong/wrong-type", value.at(), entity + ": " + Shown.of("", value) + " (expected: a list)");
        }
    }

    private void item(String entity, Node item, @Nullable String parent) {
        if (problems.isFull()) {
            return;
        }
        if (item instanceof Node.Mapping || item instanceof Node.Items) {
            entity(entity, RecordCheck.mapping(item), parent);
        } else {
            problems.add(
                    "kong/wrong-type",
                    item.at(),
                    "entry of " + entity + ": " + Shown.of(entity, item) + " (expected: a mapping)");
        }
    }

    private void entity(String entity, Node.Mapping said, @Nullable String parent) {
        if (entity.equals("plugins") && !plugins.isKnown(said)) {
            return;
        }
        if (entity.equals("vaults") && !isVault(said)) {
            return;
        }
        if (entity.equals("filter_chains") && !target.takesFilters()) {
            problems.add(
                    "kong/wasm-off",
                    said.at(),
                    "filter_chain: Wasm is off (expected: none, or wasm = on in a kong.conf, see --kong-conf)");
            return;
        }
        if (entity.equals("consumer_groups")) {
            said.member("plugins").ifPresent(it -> list("plugins", it.value(), entity));
            return;
        }
        var own = known.of(entity, said);
        var foreign = Fields.ofEntity(entity);
        var owner = owner(entity, said);
        var children = new HashSet<>(Relations.children(entity).keySet());
        children.removeIf(it -> !target.has(it));
        var rest = said.members().stream()
                .filter(member -> !ReferenceCheck.isForeign(foreign.get(member.name()))
                        && !children.contains(member.name())
                        && !isNote(member)
                        // at which Kong never looks
                        && !member.name().equals("updated_at"))
                .toList();
        var completed =
                Completion.of(own, Shorthands.expand(owner, entity, new Node.Mapping(said.at(), rest), problems));
        var before = problems.count();
        Notes.check(target, said, fields);
        check(entity, owner, own, completed);
        references.check(entity, said, parent, problems.count() == before);
        said.members().stream()
                .filter(member -> children.contains(member.name()))
                .forEach(member -> list(member.name(), member.value(), entity));
    }

    /// The fields a plugin brings are its own, those of every plugin are the entity's.
    private void check(String entity, String owner, Map<String, Field> own, Node.Mapping completed) {
        var before = problems.count();
        for (var member : completed.members()) {
            var field = own.get(member.name());
            if (field == null && entity.equals("routes") && EXPRESSIONS.contains(member.name())) {
                problems.add(
                        "kong/needs-expressions",
                        member.at(),
                        member.name()
                                + ": said where the router takes no expressions (expected: methods, hosts, headers"
                                + " or paths, or router_flavor = expressions in a kong.conf, see --kong-conf)");
            } else if (field == null) {
                unknown(member, own);
            } else {
                problems.inConfig(field.name().equals("config"));
                fields.check(formatOwner(entity, owner, field), field.name(), field, member.value(), completed.at());
                problems.inConfig(false);
                Common.check(member, problems);
            }
        }
        own.values().stream()
                .filter(field -> field.required() && completed.get(field.name()) == null)
                .forEach(field -> problems.add(
                        "kong/missing-field",
                        completed.at(),
                        name(entity) + ": no " + field.name() + " (expected: it is said)"));
        if (problems.count() == before) {
            problems.inConfig(entity.equals("plugins"));
            RecordRules.check(owner, "", completed, completed.at(), problems);
            problems.inConfig(false);
            if (entity.equals("routes")) {
                routes.check(completed);
            }
        }
    }

    private void unknown(Node.Member member, Map<String, Field> own) {
        if (!member.name().equals("ttl")) {
            problems.add("kong/unknown-field", member.at(), RecordCheck.unknown(member.name(), own, problems));
        }
    }

    private static String formatOwner(String entity, String owner, Field field) {
        return field.name().equals("config") ? owner : "entity:" + entity;
    }

    private static String owner(String entity, Node.Mapping said) {
        return entity.equals("plugins") && said.get("name") instanceof Node.Text text
                ? "plugin:" + text.value()
                : "entity:" + entity;
    }

    private boolean isVault(Node.Mapping said) {
        var name = said.get("name") instanceof Node.Text text ? text.value() : "";
        if (target.isDeck() || !Fields.ofVault(name).isEmpty()) {
            return true;
        }
        problems.add(
                "kong/unknown-vault",
                said.member("name").map(it -> it.value().at()).orElse(said.at()),
                "vault " + Shown.quoted(name) + ": not bundled (expected: env)");
        return false;
    }

    private boolean isNote(Node.Member member) {
        return switch (member.name()) {
            case "groups", "mtls_auth_credentials" -> target.isDeck();
            default -> Notes.is(target, member.name());
        };
    }

    /// What stands at the top beside the entities.
    void notes(Node.Mapping root) {
        Notes.check(target, root, fields);
    }

    static String name(String entity) {
        return entity.endsWith("s") ? entity.substring(0, entity.length() - 1) : entity;
    }

    Problems problems() {
        return problems;
    }
}
