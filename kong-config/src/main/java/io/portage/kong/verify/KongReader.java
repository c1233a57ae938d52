package io.portage.kong.verify;

import io.portage.kong.check.KongChecks;
import io.portage.kong.check.Target;
import io.portage.kong.model.ConfigBuilder;
import io.portage.kong.model.DeckState;
import io.portage.kong.model.Dialect;
import io.portage.kong.model.Finding;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.Level;
import io.portage.kong.read.Document;
import io.portage.kong.read.DocumentReader;
import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import io.portage.kong.read.Source;
import io.portage.kong.read.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads files into a configuration, and says everything for which Kong would refuse them.
public final class KongReader {
    private final ReadOptions options;
    private final List<Finding> findings = new ArrayList<>();
    private boolean templated;

    private KongReader(ReadOptions options) {
        this.options = options;
    }

    /// Reads one file, or several that are one decK state.
    public static Reading read(List<Source> sources, ReadOptions options) {
        var reader = new KongReader(options);
        var config = reader.config(sources);
        return new Reading(List.copyOf(reader.findings), config);
    }

    private @Nullable KongConfig config(List<Source> sources) {
        var roots = new ArrayList<Node.Mapping>();
        sources.forEach(source -> root(source, roots));
        if (roots.isEmpty() || isRefused()) {
            if (findings.isEmpty()) {
                refuse(new Position("", 1, 1), "no file (expected: a Kong configuration)");
            }
            return null;
        }
        var name = sources.stream().map(Source::name).collect(Collectors.joining(", "));
        return sources.size() > 1 || options.merge() || templated || DeckState.is(roots.getFirst())
                ? config(name, Dialect.DECK, DeckState.join(roots))
                : config(name, Dialect.DBLESS, roots.getFirst());
    }

    private void root(Source source, List<Node.Mapping> roots) {
        try {
            var document = DocumentReader.read(source);
            remark(document);
            templated |= document.templated();
            if (document.root() instanceof Node.Mapping root) {
                add(root, roots);
            } else {
                refuse(document.root().at(), "no mapping (expected: a Kong configuration)");
            }
        } catch (Unreadable e) {
            refuse(e.at(), e.reason());
        }
    }

    /// One message where each line would have one: of another program's file nothing is Kong's.
    private void add(Node.Mapping root, List<Node.Mapping> roots) {
        if (root.get("apiVersion") != null && root.get("kind") instanceof Node.Text kind) {
            refuse(
                    kind.at(),
                    "kind: " + kind.value() + ", a manifest of Kubernetes without a Kong configuration in it (expected:"
                            + " a declarative file, or a ConfigMap or Secret that holds one)");
        } else {
            roots.add(root);
        }
    }

    private void remark(Document document) {
        document.remarks()
                .forEach(it -> findings.add(
                        Finding.of(it.rule(), it.error() ? Level.ERROR : Level.WARNING, it.message(), it.at())));
    }

    private void refuse(Position at, String message) {
        findings.add(Finding.of("kong/unreadable", Level.ERROR, message, at));
    }

    private boolean isRefused() {
        return findings.stream().anyMatch(it -> it.level() == Level.ERROR);
    }

    private @Nullable KongConfig config(String name, Dialect dialect, Node.Mapping root) {
        var plain = dialect == Dialect.DECK ? DeckState.plain(root) : root;
        var target = new Target(
                options.version(), dialect, options.declared(), options.enabled(), options.flavor(), options.wasm());
        var looksElsewhere = dialect == Dialect.DECK
                && root.get("_info") instanceof Node.Mapping info
                && info.get("default_lookup_tags") != null;
        findings.addAll(KongChecks.of(target, plain, looksElsewhere));
        return isRefused() ? null : ConfigBuilder.build(name, dialect, plain);
    }
}
