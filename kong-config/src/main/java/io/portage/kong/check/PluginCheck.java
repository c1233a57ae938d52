package io.portage.kong.check;

import io.portage.kong.read.Node;

/// Whether the plugin that an instance names is there.
final class PluginCheck {
    private final Target target;
    private final Problems problems;

    PluginCheck(Target target, Problems problems) {
        this.target = target;
        this.problems = problems;
    }

    /// Whether to look at the rest of it.
    boolean isKnown(Node.Mapping said) {
        var name = said.get("name");
        if (name == null || name instanceof Node.Null) {
            problems.add("kong/missing-field", said.at(), "plugin: no name (expected: the name of a plugin)");
            return false;
        }
        if (!(name instanceof Node.Text text) || !target.runs(text.value())) {
            if (target.isDeck() && target.enabled() == null && name instanceof Node.Text) {
                return true;
            }
            problems.add(
                    "kong/unknown-plugin",
                    name.at(),
                    "plugin " + Shown.of("", name) + ": not enabled (expected: "
                            + (target.enabled() == null
                                    ? "a bundled one, one of plugins = in --kong-conf, or one that --plugins declares"
                                    : "one of plugins =")
                            + ")");
            return false;
        }
        return true;
    }
}
