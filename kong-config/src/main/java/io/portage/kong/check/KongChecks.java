package io.portage.kong.check;

import io.portage.kong.catalogue.Fields;
import io.portage.kong.model.Declared;
import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import io.portage.kong.read.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Kong itself checks when it reads a file: fields first, then names and references.
public final class KongChecks {
    private static final Set<String> FORMATS = Set.of("1.1", "2.1", "3.0");
    private static final Set<String> META = Set.of("_format_version", "_transform");

    /// What decK brings to an enterprise edition, of which nothing is known here.
    private static final Set<String> DECK = Set.of(
            "partials",
            "custom_entities",
            "rbac_roles",
            "licenses",
            "service_packages",
            "cloned_plugins",
            "custom_plugins",
            "mtls_auth_credentials");

    private final Target target;
    private final Node.Mapping root;
    private final Identities identities;

    private KongChecks(Target target, Node.Mapping root, boolean looksElsewhere) {
        this.target = target;
        this.root = root;
        this.identities = new Identities(target, Declared.in(root), looksElsewhere);
    }

    /// Everything for which Kong would refuse the file, as errors; none where it takes it.
    ///
    /// @param looksElsewhere whether decK may find what is not in the file
    public static List<Finding> of(Target target, Node.Mapping root, boolean looksElsewhere) {
        return new KongChecks(target, root, looksElsewhere).findings();
    }

    private List<Finding> findings() {
        var fields = fields(Pass.AS_WRITTEN);
        if (fields.count() > 0) {
            var resolved = fields(Pass.RESOLVED);
            if (resolved.count() > 0) {
                return worse(fields, resolved);
            }
        }
        var findings = new ArrayList<>(fields.findings());
        findings.removeIf(it -> it.level() == Level.ERROR);
        findings.addAll(identities.check().findings());
        return findings;
    }

    /// What the second pass found, and what the first found of references.
    private static List<Finding> worse(Problems first, Problems second) {
        var findings = new LinkedHashSet<>(second.findings());
        first.findings().stream()
                .filter(it ->
                        it.rule().equals("kong/second-parent") || it.rule().equals("kong/refused-scope"))
                .forEach(findings::add);
        return new ArrayList<>(findings);
    }

    private Problems fields(Pass pass) {
        var check = new EntityCheck(target, pass, identities);
        top(check.problems());
        check.notes(root);
        for (var member : root.members()) {
            if (isEntity(member.name())) {
                check.list(member.name(), member.value(), null);
            } else if (!META.contains(member.name())
                    && !Notes.is(target, member.name())
                    && !(target.isDeck() && DECK.contains(member.name()))) {
                check.problems().add("kong/unknown-field", member.at(), unknown(member.name(), check.problems()));
            }
        }
        return check.problems();
    }

    private boolean isEntity(String name) {
        return target.has(name) || (target.isDeck() && name.equals("consumer_groups"));
    }

    private static String unknown(String name, Problems problems) {
        var plugin = Target.bringerOf(name);
        var close = plugin != null
                ? "the plugin " + plugin + " among plugins ="
                : problems.isFull() ? null : Close.to(name, Fields.entities());
        return Shown.quoted(name) + ": no such entity (expected: " + (close == null ? "one that Kong knows" : close)
                + ")";
    }

    private void top(Problems problems) {
        var version = root.get("_format_version");
        if (version == null) {
            if (!target.isDeck()) {
                problems.add("kong/missing-field", root.at(), "no _format_version (expected: \"3.0\")");
            }
        } else if (!(version instanceof Node.Text text) || !FORMATS.contains(text.value())) {
            var shown = version instanceof Node.Text text ? Shown.quoted(text.value()) : Shown.of("", version);
            problems.add(
                    "kong/format-version",
                    version.at(),
                    "_format_version: " + shown + " (expected: one of \"1.1\", \"2.1\", \"3.0\", in quotes)");
        }
        flag(root.get("_transform"), problems);
    }

    private static void flag(@Nullable Node transform, Problems problems) {
        if (transform != null && !(transform instanceof Node.Bool) && !(transform instanceof Node.Null)) {
            problems.add(
                    "kong/wrong-type",
                    transform.at(),
                    "_transform: " + Shown.of("", transform) + " (expected: true or false)");
        }
    }
}
