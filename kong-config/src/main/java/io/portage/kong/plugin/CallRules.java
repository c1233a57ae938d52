package io.portage.kong.plugin;

import static java.util.Map.entry;

import io.portage.kong.lua.LuaOutline.CallSite;
import io.portage.kong.model.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which calls a plugin should not make, at all or in a phase.
final class CallRules {
    private static final List<Map.Entry<Pattern, String>> FORBIDDEN = List.of(
            entry(Pattern.compile("ngx\\.sleep"), "it holds the request (expected: ngx.timer.at, or a queue of Kong)"),
            entry(Pattern.compile("io\\..+|os\\.(execute|exit|remove|rename|tmpname)"), "it blocks the whole worker"),
            entry(
                    Pattern.compile("ngx\\.req\\.(set|clear|add)_header"),
                    "it passes Kong's checks by (expected: kong.service.request)"),
            entry(Pattern.compile("ngx\\.(say|print|exit|eof)"), "it passes Kong by (expected: kong.response.exit)"),
            entry(
                    Pattern.compile("load|loadstring|loadfile|dofile|setfenv"),
                    "what it runs cannot be checked (expected: code in a file)"));
    private static final Set<String> KNOWN = Set.of(
            "init_worker",
            "configure",
            "certificate",
            "rewrite",
            "access",
            "response",
            "header_filter",
            "body_filter",
            "log");
    private static final List<Map.Entry<Pattern, Set<String>>> PHASES = List.of(
            entry(Pattern.compile("kong\\.service\\.response\\..+"), phases("response header_filter body_filter log")),
            entry(Pattern.compile("kong\\.service\\.(request|set_).*"), phases("rewrite access")),
            entry(Pattern.compile("kong\\.response\\.(get_raw_body|set_raw_body)"), phases("body_filter")),
            entry(
                    Pattern.compile("kong\\.response\\.(exit|error|(set|add|clear)_.+)"),
                    phases("certificate rewrite access response header_filter")),
            entry(Pattern.compile("kong\\.response\\.get_.+"), phases("response header_filter body_filter log")),
            entry(Pattern.compile("kong\\.client\\.authenticate"), phases("access")),
            entry(
                    Pattern.compile("kong\\.request\\..+"),
                    phases("rewrite access response header_filter body_filter log")),
            entry(Pattern.compile("ngx\\.socket\\..+"), phases("certificate rewrite access response")));

    private CallRules() {}

    private static Set<String> phases(String names) {
        return Set.of(names.split(" "));
    }

    static Stream<Finding> findings(CallSite call) {
        return Stream.concat(forbidden(call).stream(), outOfPhase(call).stream());
    }

    private static Optional<Finding> forbidden(CallSite call) {
        return FORBIDDEN.stream()
                .filter(rule -> rule.getKey().matcher(call.path()).matches())
                .map(rule -> Rule.FORBIDDEN_CALL.at(call.at(), call.path() + ": " + rule.getValue()))
                .findFirst();
    }

    private static Optional<Finding> outOfPhase(CallSite call) {
        return PHASES.stream()
                .filter(rule -> rule.getKey().matcher(call.path()).matches())
                .findFirst()
                .map(Map.Entry::getValue)
                .filter(phases -> KNOWN.contains(call.function()) && !phases.contains(call.function()))
                .map(phases -> Rule.CALL_IN_PHASE.at(
                        call.at(),
                        call.path() + " in " + call.function() + " (expected: only in "
                                + String.join(", ", phases.stream().sorted().toList()) + ")"));
    }
}
