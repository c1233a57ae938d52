package io.portage.kong.check;

import static io.portage.kong.check.RecordRule.anyOf;
import static io.portage.kong.check.RecordRule.atOnce;
import static io.portage.kong.check.RecordRule.when;
import static io.portage.kong.check.RecordRule.whenText;

import io.portage.kong.read.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the fields of the plugins that limit, log, and answer must be together.
final class LimitRules {
    private static final List<String> PERIODS = List.of("second", "minute", "hour", "day", "month", "year");
    private static final List<String> FLOWS = List.of(
            "enable_authorization_code", "enable_implicit_grant", "enable_client_credentials", "enable_password_grant");

    static final List<RecordRule> REDIS = Stream.of("host", "port", "timeout")
            .map(field -> whenText("config.policy", "redis", "config.redis." + field))
            .toList();

    static final List<RecordRule> RATE = Stream.concat(
                    REDIS.stream(),
                    Stream.of(
                            anyOf(PERIODS.stream().map("config."::concat).toArray(String[]::new)),
                            whenText("config.limit_by", "header", "config.header_name"),
                            whenText("config.limit_by", "path", "config.path")))
            .toList();

    static final List<RecordRule> RATE_CONFIG = List.of(
            rising(),
            atOnce(
                    "sync_rate -1, or at least 0.02 with policy: redis",
                    it -> it.number("sync_rate") == -1
                            || (it.text("policy").equals("redis") && it.number("sync_rate") >= 0.02)));

    static final RecordRule ANY_FUNCTION =
            anyOf(Stream.of("certificate", "rewrite", "access", "header_filter", "body_filter", "log")
                    .map("config."::concat)
                    .toArray(String[]::new));

    static final RecordRule SAMPLED = when(
            "stat_type",
            it -> Set.of("counter", "gauge").contains(it.text("stat_type")),
            "sample_rate",
            it -> it.get("sample_rate") != null,
            "sample_rate for a counter or gauge");

    static final RecordRule ONE_CREDENTIAL = atOnce(
            "no Authorization among headers where http_endpoint holds a user",
            it -> !it.text("http_endpoint").matches("(?s)[^/]*//[^/?#]*@.*")
                    || !(it.get("headers") instanceof Node.Mapping headers)
                    || headers.members().stream()
                            .noneMatch(member -> member.name().equalsIgnoreCase("authorization")));

    static final List<RecordRule> OAUTH2 = List.of(
            atOnce("one of " + FLOWS + " is true", it -> FLOWS.stream().anyMatch(it::isTrue)),
            when(
                    "mandatory_scope",
                    it -> it.isTrue("mandatory_scope"),
                    "scopes",
                    it -> it.get("scopes") != null,
                    "scopes with mandatory_scope"));

    static final List<RecordRule> TERMINATION = List.of(
            atOnce(
                    "no message with content_type or body",
                    it -> it.isEmpty("message") || (it.isEmpty("content_type") && it.isEmpty("body"))),
            atOnce("content_type with a body", it -> it.isEmpty("content_type") || !it.isEmpty("body")),
            atOnce(
                    "no echo with content_type or body",
                    it -> !it.isTrue("echo") || (it.isEmpty("content_type") && it.isEmpty("body"))));

    static final RecordRule TAGS_DIFFER = atOnce("static_tags of different names", it -> {
        var names = new HashSet<String>();
        return !(it.get("static_tags") instanceof Node.Items tags)
                || tags.items().stream()
                        .map(tag -> tag instanceof Node.Mapping mapping ? new Values(mapping).text("name") : "")
                        .allMatch(names::add);
    });

    private LimitRules() {}

    /// A longer period allows at least as much as a shorter one.
    static RecordRule rising() {
        return atOnce(
                "longer periods allow no less than shorter ones",
                it -> IntStream.range(0, PERIODS.size())
                        .allMatch(i -> PERIODS.subList(i + 1, PERIODS.size()).stream()
                                .noneMatch(longer -> it.number(longer) < it.number(PERIODS.get(i)))));
    }

    static boolean has(Values values, String field, String text) {
        return values.get(field) instanceof Node.Items list
                && list.items().stream()
                        .anyMatch(it ->
                                it instanceof Node.Text item && item.value().equals(text));
    }
}
