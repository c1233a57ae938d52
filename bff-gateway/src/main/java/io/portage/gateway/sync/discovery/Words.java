package io.portage.gateway.sync.discovery;

import java.util.Locale;

/// Names as they stand in documents: `NEW_RECORD` and `newRecord` are `new-record`.
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String dashed(String member) {
        return member.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
