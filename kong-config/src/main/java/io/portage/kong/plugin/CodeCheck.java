package io.portage.kong.plugin;

import io.portage.kong.lua.LuaOutline;
import io.portage.kong.lua.LuaOutline.Write;
import io.portage.kong.model.Finding;
import io.portage.kong.read.Position;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Looks at the code of one file of a plugin.
final class CodeCheck {
    /// Where a worker may put what it keeps for all requests.
    private static final Set<String> PREPARING = Set.of("", "init_worker", "configure");

    private final String[] lines;
    private final LuaOutline outline;

    /// @param start where the file begins
    CodeCheck(String text, Position start) {
        lines = text.split("\n", -1);
        outline = LuaOutline.of(text, start);
    }

    Stream<Finding> findings() {
        return Stream.of(
                        outline.calls().stream().flatMap(CallRules::findings),
                        outline.globals().stream().map(CodeCheck::global),
                        outline.state().stream()
                                .filter(write -> !PREPARING.contains(write.function()))
                                .map(CodeCheck::shared))
                .flatMap(findings -> findings)
                .filter(finding -> !isWaived(finding));
    }

    private static Finding global(Write write) {
        return Rule.GLOBAL.at(write.at(), write.variable() + ": written, but global (expected: a local variable)");
    }

    private static Finding shared(Write write) {
        return Rule.SHARED_STATE.at(
                write.at(),
                write.variable() + ": written in " + write.function()
                        + ", but all requests of a worker share it (expected: kong.ctx.plugin, or a cache with a bound)");
    }

    /// Waived with a reason, on the line itself or the one before it.
    private boolean isWaived(Finding finding) {
        var rule = finding.rule().substring(finding.rule().indexOf('/') + 1);
        var waiver = Pattern.compile("--\\s*portage:allow\\s+" + Pattern.quote(rule) + "\\s+because\\s+\\S");
        int line = finding.at().line() - 1;
        return Stream.of(line, line - 1)
                .filter(it -> it >= 0 && it < lines.length)
                .anyMatch(it -> waiver.matcher(lines[it]).find());
    }
}
