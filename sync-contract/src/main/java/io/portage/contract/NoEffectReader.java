package io.portage.contract;

import io.portage.contract.NoEffect.StatusRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the field `no-effect` of an operation.
final class NoEffectReader {
    private static final Pattern STATUSES = Pattern.compile("([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");

    private NoEffectReader() {}

    static NoEffect read(YamlFields fields) {
        var node = fields.find("no-effect");
        if (node == null) {
            return new NoEffect(List.of(), List.of());
        }
        var noEffect = new YamlFields(fields.problems(), node, Set.of("statuses", "with-retry-after"), null);
        return new NoEffect(ranges(noEffect, "statuses"), ranges(noEffect, "with-retry-after"));
    }

    private static List<StatusRange> ranges(YamlFields fields, String name) {
        var ranges = new ArrayList<StatusRange>();
        for (var node : fields.list(name)) {
            ranges.add(fields.parseNode(
                    node, name, "a status such as 503 or a range such as 400-407", new StatusRange(0, 0), text -> {
                        var matcher = STATUSES.matcher(text);
                        if (!matcher.matches()) {
                            throw new IllegalArgumentException();
                        }
                        int first = Integer.parseInt(matcher.group(1));
                        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
                        if (last < first) {
                            throw new IllegalArgumentException();
                        }
                        return new StatusRange(first, last);
                    }));
        }
        return ranges;
    }
}
