package io.portage.kong.rule.transformer;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.PluginConfig.Text;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Kong compiles no template before a request comes: what it does not know answers 500 to each.
public final class TemplateFailsAtRuntime implements Rule {
    private static final Pattern TEMPLATE = Pattern.compile("\\$\\(([^$]*)\\)");
    private static final Pattern TEXT = Pattern.compile("'[^']*'|\"[^\"]*\"");
    /// A name that something is taken of; taking anything of nothing fails.
    private static final Pattern USED = Pattern.compile("(?<![\\w.:])([A-Za-z_]\\w*)\\s*(?=[.\\[(:])");
    private static final Set<String> KNOWN = Set.of(
            "headers",
            "query_params",
            "uri_captures",
            "shared",
            "and",
            "or",
            "not",
            "function",
            "return",
            "end",
            "if",
            "then",
            "assert",
            "error",
            "ipairs",
            "next",
            "pairs",
            "pcall",
            "select",
            "tonumber",
            "tostring",
            "type",
            "unpack",
            "xpcall",
            "string",
            "table",
            "math",
            "os",
            "coroutine",
            "bit",
            "ngx",
            "kong",
            "cjson",
            "utf8");

    @Override
    public RuleInfo info() {
        return RuleInfo.error(
                "transformer/template-fails-at-runtime", "a template asks for what Kong does not know there");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return Transformers.running(context)
                .flatMap(plugin -> Transformers.values(plugin).flatMap(it -> finding(plugin, it)));
    }

    private Stream<Finding> finding(Plugin plugin, Text value) {
        return TEMPLATE.matcher(value.value())
                .results()
                .flatMap(it ->
                        USED.matcher(TEXT.matcher(it.group(1)).replaceAll("0")).results())
                .map(MatchResult::group)
                .map(String::strip)
                .filter(it -> !KNOWN.contains(it))
                .limit(1)
                .map(it -> Findings.of(
                        info(),
                        plugin,
                        value.at(),
                        plugin.name() + ": a template asks for " + it + ", and every request is answered 500"
                                + " (expected: headers, query_params, uri_captures or shared)"));
    }
}
