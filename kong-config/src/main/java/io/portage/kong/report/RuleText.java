package io.portage.kong.report;

import io.portage.kong.check.KongRule;
import io.portage.kong.flow.SyncHeader;
import io.portage.kong.rule.Rules;

/// What a rule is about, in a sentence, for readers that list rules.
final class RuleText {
    private static final String KEEPS = "headers/keeps-";

    private RuleText() {}

    static String of(String rule) {
        return Rules.ALL.stream()
                .filter(it -> it.info().id().equals(rule))
                .map(it -> it.info().summary())
                .findFirst()
                .orElseGet(() -> other(rule));
    }

    private static String other(String rule) {
        if (rule.startsWith(KEEPS)) {
            var header = rule.substring(KEEPS.length());
            return SyncHeader.named(header).map(SyncHeader::header).orElse(header)
                    + " reaches the service as the client sent it";
        }
        var kongs = KongRule.of(rule);
        if (kongs.isPresent()) {
            return kongs.get().summary();
        }
        return rule.startsWith("waiver/") ? "A waiver is of use: " + words(rule) : words(rule);
    }

    private static String words(String rule) {
        return rule.substring(rule.indexOf('/') + 1).replace('-', ' ');
    }
}
