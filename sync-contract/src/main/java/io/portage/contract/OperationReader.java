package io.portage.contract;

import io.portage.contract.Dedupe.Carrier;
import io.portage.contract.Operation.AfterRetention;
import io.portage.contract.Operation.OnStoreFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads one operation, or the defaults of a file, from their fields.
final class OperationReader {
    /// What may stand in an operation and in the defaults.
    static final Set<String> RULES = Set.of(
            "source",
            "key",
            "queue",
            "dedupes-by",
            "no-effect",
            "version",
            "delegation",
            "module",
            "roles",
            "scopes",
            "size-limit",
            "media-types",
            "timeout",
            "duplicate-wait",
            "after-retention",
            "on-store-failure",
            "projection");

    /// What may stand in an operation.
    static final Set<String> FIELDS =
            Stream.concat(RULES.stream(), Stream.of("id", "request")).collect(Collectors.toUnmodifiableSet());

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]+/(\\*|[a-z0-9.+-]+)");
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})(B|KiB|MiB)");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Request UNREAD = new Request("GET", PathTemplate.parse("/unread"));
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DUPLICATE_WAIT = Duration.ofSeconds(2);
    private static final long SIZE_LIMIT = 1L << 20;

    private final Duration retention;

    /// @param retention how long answers are kept, and so how long a mutation may wait at most
    OperationReader(Duration retention) {
        this.retention = retention;
    }

    /// Whether the request of an operation could be read; where not, it matches nothing and is left out.
    static boolean isRead(Operation operation) {
        return operation.path() != UNREAD.path;
    }

    /// @param service the owning service
    /// @param window for how long that service remembers what it saw
    Operation operation(String service, Duration window, YamlFields fields) {
        fields.require("id");
        var id = fields.parse("id", "an id such as order.create", "", matching(ID));
        var request = request(fields);
        var mutates = !request.method.equals("GET");
        if (!mutates) {
            inspect(fields);
        }
        var key = mutates ? keyRule(fields) : new KeyRule(KeyRule.Need.NONE, null);
        var queue = mutates ? queue(fields) : new QueueRule.Never();
        var version = version(fields, queue);
        return new Operation(
                id,
                service,
                request.method,
                request.path,
                fields.requiredText("source"),
                key,
                queue,
                version,
                new Dedupe(mutates ? carriers(fields, key, version) : Set.of(), window),
                NoEffectReader.read(fields),
                RightsReader.delegation(fields, mutates),
                RightsReader.module(fields),
                RightsReader.roles(fields),
                RightsReader.scopes(fields),
                sizeLimit(fields),
                mutates ? mediaTypes(fields) : List.of(),
                fields.duration("timeout", TIMEOUT),
                duplicateWait(fields),
                fields.choice("after-retention", AfterRetention.class, AfterRetention.TOMBSTONE),
                onStoreFailure(fields, mutates),
                ProjectionReader.read(fields, mutates));
    }

    /// Reads every rule that is there, so that a mistake in one that nobody uses is found as well.
    void inspect(YamlFields fields) {
        fields.text("source", "");
        if (fields.find("key") != null) {
            keyRule(fields);
        }
        if (fields.find("queue") != null) {
            queue(fields);
        }
        dedupesBy(fields);
        NoEffectReader.read(fields);
        fields.pointer("version");
        fields.pointer("delegation");
        RightsReader.module(fields);
        RightsReader.roles(fields);
        RightsReader.scopes(fields);
        sizeLimit(fields);
        mediaTypes(fields);
        fields.duration("timeout", TIMEOUT);
        duplicateWait(fields);
        fields.choice("after-retention", AfterRetention.class, AfterRetention.TOMBSTONE);
        fields.choice("on-store-failure", OnStoreFailure.class, OnStoreFailure.REJECT);
        ProjectionReader.read(fields);
    }

    private QueueRule queue(YamlFields fields) {
        return QueueRuleReader.read(fields, retention);
    }

    private static Duration duplicateWait(YamlFields fields) {
        return fields.durationOrZero("duplicate-wait", DUPLICATE_WAIT);
    }

    private record Request(String method, PathTemplate path) {}

    private static Request request(YamlFields fields) {
        fields.require("request");
        return fields.parse(
                "request", "a method of " + METHODS + " and a path, such as POST /v1/orders", UNREAD, text -> {
                    int space = text.indexOf(' ');
                    if (space < 0 || !METHODS.contains(text.substring(0, space))) {
                        throw new IllegalArgumentException();
                    }
                    return new Request(text.substring(0, space), PathTemplate.parse(text.substring(space + 1)));
                });
    }

    private static KeyRule keyRule(YamlFields fields) {
        var node = fields.require("key");
        if (node == null) {
            return new KeyRule(KeyRule.Need.SUPPORTED, null);
        }
        var key = new YamlFields(fields.problems(), node, Set.of("need", "body"), null);
        return new KeyRule(key.requiredChoice("need", KeyRule.Need.class, KeyRule.Need.SUPPORTED), key.pointer("body"));
    }

    /// A queue rule that asks for the version names it for the whole operation.
    private static @Nullable JsonPointer version(YamlFields fields, QueueRule queue) {
        var stated = fields.pointer("version");
        return stated == null && queue instanceof QueueRule.Within within ? within.version() : stated;
    }

    private static Set<Carrier> carriers(YamlFields fields, KeyRule key, @Nullable JsonPointer version) {
        var node = fields.require("dedupes-by");
        var carriers = dedupesBy(fields);
        if (node != null && carriers.contains(Carrier.VERSION) && version == null) {
            fields.problems()
                    .at(node, "dedupes-by: \"version\" (expected: a version pointer beside it, or in the queue rule)");
        }
        if (node != null && carriers.contains(Carrier.BODY) && key.body() == null) {
            fields.problems()
                    .at(node, "dedupes-by: \"body\" (expected: a key rule that says where the body carries it)");
        }
        return carriers;
    }

    private static Set<Carrier> dedupesBy(YamlFields fields) {
        var carriers = EnumSet.noneOf(Carrier.class);
        for (var node : fields.list("dedupes-by")) {
            carriers.add(fields.choiceOf(node, "dedupes-by", Carrier.class, Carrier.HEADER));
        }
        return carriers;
    }

    private static List<String> mediaTypes(YamlFields fields) {
        var types = new ArrayList<String>();
        for (var node : fields.list("media-types")) {
            types.add(fields.parseNode(
                    node, "media-types", "a media type such as application/json or image/*", "", matching(MEDIA_TYPE)));
        }
        return types;
    }

    private static OnStoreFailure onStoreFailure(YamlFields fields, boolean mutates) {
        var choice = fields.choice("on-store-failure", OnStoreFailure.class, OnStoreFailure.REJECT);
        var node = fields.find("on-store-failure");
        if (node != null
                && choice == OnStoreFailure.FORWARD
                && mutates
                && fields.list("dedupes-by").isEmpty()) {
            fields.problems()
                    .at(
                            node,
                            "on-store-failure: \"forward\""
                                    + " (expected: reject, because the service recognises no repeat)");
        }
        return choice;
    }

    private static Function<String, String> matching(Pattern pattern) {
        return text -> {
            if (!pattern.matcher(text).matches()) {
                throw new IllegalArgumentException();
            }
            return text;
        };
    }

    private static long sizeLimit(YamlFields fields) {
        return fields.parse("size-limit", "a size such as 1MiB or 64KiB", SIZE_LIMIT, OperationReader::size);
    }

    private static long size(String text) {
        var matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException();
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "KiB" -> number << 10;
            case "MiB" -> number << 20;
            default -> number;
        };
    }
}
