package io.portage.contract;

import io.portage.contract.Dedupe.Carrier;
import io.portage.contract.NoEffect.StatusRange;
import io.portage.contract.Operation.AfterRetention;
import io.portage.contract.Operation.OnStoreFailure;
import io.portage.contract.QueueRule.Condition;
import io.portage.contract.QueueRule.Otherwise;
import io.portage.contract.YamlFields.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads contract files strictly: every mistake is reported with its file and line, the value and the expectation.
public final class ContractReader {
    private static final Set<String> FILE_FIELDS =
            Set.of("service", "title", "retention", "dedupe-window", "defaults", "operations");
    private static final Set<String> RULES = Set.of(
            "source",
            "key",
            "queue",
            "dedupes-by",
            "no-effect",
            "delegation",
            "module",
            "roles",
            "scopes",
            "size-limit",
            "media-types",
            "timeout",
            "after-retention",
            "on-store-failure");
    private static final Set<String> OPERATION_FIELDS = with(RULES, "id", "request");
    private static final Set<String> WITHIN_FIELDS = Set.of("within", "when", "version");
    private static final Set<String> QUEUE_FIELDS = with(WITHIN_FIELDS, "items", "item-key");
    private static final Set<String> CONDITION_FIELDS = Set.of("pointer", "allow", "refuse", "unknown", "missing");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]+/(\\*|[a-z0-9.+-]+)");
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})(B|KiB|MiB)");
    private static final Pattern STATUSES = Pattern.compile("([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Request UNREAD = new Request("GET", PathTemplate.parse("/unread"));
    private static final Duration DAY = Duration.ofHours(24);

    private final List<ContractError> errors = new ArrayList<>();
    private final List<Declared> declared = new ArrayList<>();
    private Duration retention = DAY;
    private @Nullable String retentionFrom;

    /// A contract file.
    ///
    /// @param name its name, for messages
    /// @param text its YAML
    public record Source(String name, String text) {}

    /// An operation, and where it was declared.
    private record Declared(Operation operation, Node node, Problems problems) {}

    private ContractReader() {}

    /// Reads a whole contract.
    ///
    /// @throws ContractException where anything is wrong, with everything that is
    public static SyncContract read(List<Source> sources) {
        var reader = new ContractReader();
        sources.forEach(reader::file);
        reader.compareOperations();
        if (!reader.errors.isEmpty()) {
            throw new ContractException(reader.errors);
        }
        return new SyncContract(
                reader.declared.stream().map(Declared::operation).toList(), reader.retention);
    }

    /// Reads every `*.yml` of a directory, in the order of their names.
    ///
    /// @throws ContractException where anything is wrong, with everything that is
    public static SyncContract readDirectory(Path directory) throws IOException {
        var sources = new ArrayList<Source>();
        try (var files = Files.list(directory)) {
            for (var file :
                    files.filter(f -> f.toString().endsWith(".yml")).sorted().toList()) {
                sources.add(new Source(file.toString(), Files.readString(file)));
            }
        }
        if (sources.isEmpty()) {
            throw new ContractException(
                    List.of(new ContractError(directory.toString(), 1, 1, "no file (expected: *.yml contract files)")));
        }
        return read(sources);
    }

    private void file(Source source) {
        var problems = new Problems(source.name(), errors);
        try {
            var settings = LoadSettings.builder()
                    .setLabel(source.name())
                    .setAllowDuplicateKeys(false)
                    .build();
            var root = new Compose(settings).composeString(source.text());
            if (root.isEmpty()) {
                errors.add(new ContractError(source.name(), 1, 1, "empty (expected: a contract with operations)"));
                return;
            }
            service(problems, root.get());
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark();
            errors.add(new ContractError(
                    source.name(),
                    mark.map(m -> m.getLine() + 1).orElse(1),
                    mark.map(m -> m.getColumn() + 1).orElse(1),
                    e.getProblem() + " (expected: YAML)"));
        } catch (YamlEngineException e) {
            errors.add(new ContractError(source.name(), 1, 1, e.getMessage() + " (expected: YAML)"));
        }
    }

    private void service(Problems problems, Node root) {
        var file = new YamlFields(problems, root, FILE_FIELDS, null);
        var service = file.requiredText("service");
        file.text("title", "");
        retention(file);
        var window = file.duration("dedupe-window", DAY);
        var defaultsNode = file.find("defaults");
        var defaults = defaultsNode == null ? null : new YamlFields(problems, defaultsNode, RULES, null);
        if (defaults != null) {
            inspect(defaults);
        }
        file.require("operations");
        for (var node : file.list("operations")) {
            var fields = new YamlFields(problems, node, OPERATION_FIELDS, defaults);
            if (node instanceof MappingNode) {
                var operation = operation(service, window, fields);
                if (operation.path() != UNREAD.path) {
                    declared.add(new Declared(operation, node, problems));
                }
            }
        }
    }

    /// Answers of all services are kept in one store, for one time.
    private void retention(YamlFields file) {
        var stated = file.duration("retention", DAY);
        var node = file.find("retention");
        if (retentionFrom != null && !stated.equals(retention)) {
            file.problems()
                    .at(
                            node == null ? file.node() : node,
                            "retention: " + stated + " (expected: " + retention + ", as in " + retentionFrom + ")");
        }
        retention = stated;
        retentionFrom = file.problems().file();
    }

    private Operation operation(String service, Duration window, YamlFields fields) {
        fields.require("id");
        var id = fields.parse("id", "an id such as order.create", "", matching(ID));
        var request = request(fields);
        var mutates = !request.method.equals("GET");
        if (!mutates) {
            inspect(fields);
        }
        return new Operation(
                id,
                service,
                request.method,
                request.path,
                fields.requiredText("source"),
                mutates ? keyRule(fields) : new KeyRule(KeyRule.Need.NONE, null),
                mutates ? queueRule(fields) : new QueueRule.Never(),
                new Dedupe(mutates ? carriers(fields) : Set.of(), window),
                noEffect(fields),
                fields.pointer("delegation"),
                fields.find("module") == null ? null : fields.text("module", ""),
                Set.copyOf(fields.texts("roles")),
                Set.copyOf(fields.texts("scopes")),
                sizeLimit(fields),
                mutates ? mediaTypes(fields) : List.of(),
                fields.duration("timeout", Duration.ofSeconds(10)),
                fields.choice("after-retention", AfterRetention.class, AfterRetention.TOMBSTONE),
                onStoreFailure(fields, mutates));
    }

    /// Reads every rule that is there, so that a mistake in one that nobody uses is found as well.
    private void inspect(YamlFields fields) {
        fields.text("source", "");
        if (fields.find("key") != null) {
            keyRule(fields);
        }
        if (fields.find("queue") != null) {
            queueRule(fields);
        }
        dedupesBy(fields);
        noEffect(fields);
        fields.pointer("delegation");
        fields.text("module", "");
        fields.texts("roles");
        fields.texts("scopes");
        sizeLimit(fields);
        mediaTypes(fields);
        fields.duration("timeout", DAY);
        fields.choice("after-retention", AfterRetention.class, AfterRetention.TOMBSTONE);
        fields.choice("on-store-failure", OnStoreFailure.class, OnStoreFailure.REJECT);
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

    private QueueRule queueRule(YamlFields fields) {
        var node = fields.require("queue");
        if (node == null) {
            return new QueueRule.Never();
        }
        if (node instanceof ScalarNode scalar) {
            if (!scalar.getValue().equals("never")) {
                fields.problems()
                        .at(
                                node,
                                "queue: " + YamlFields.describe(node) + " (expected: never, or a mapping with within)");
            }
            return new QueueRule.Never();
        }
        var queue = new YamlFields(fields.problems(), node, QUEUE_FIELDS, null);
        var items = queue.pointer("items");
        if (items == null) {
            if (queue.find("item-key") != null) {
                queue.require("items");
            }
            return within(queue);
        }
        queue.require("item-key");
        var itemKey = queue.pointer("item-key");
        return new QueueRule.PerItem(items, itemKey == null ? items : itemKey, within(queue));
    }

    private QueueRule.Within within(YamlFields queue) {
        var node = queue.require("within");
        var limit = queue.duration("within", DAY);
        if (node != null && limit.compareTo(retention) > 0) {
            queue.problems()
                    .at(
                            node,
                            "within: " + limit + " (expected: at most " + retention
                                    + ", the retention of the answers; a late retry would take effect twice)");
        }
        var conditions = new ArrayList<Condition>();
        for (var condition : queue.list("when")) {
            conditions.add(condition(new YamlFields(queue.problems(), condition, CONDITION_FIELDS, null)));
        }
        return new QueueRule.Within(limit, conditions, queue.pointer("version"));
    }

    private static Condition condition(YamlFields fields) {
        fields.require("pointer");
        fields.require("allow");
        var pointer = fields.pointer("pointer");
        return new Condition(
                pointer == null ? new JsonPointer(List.of()) : pointer,
                Set.copyOf(fields.texts("allow")),
                Set.copyOf(fields.texts("refuse")),
                fields.requiredChoice("unknown", Otherwise.class, Otherwise.NEVER),
                fields.requiredChoice("missing", Otherwise.class, Otherwise.NEVER));
    }

    private static Set<Carrier> carriers(YamlFields fields) {
        fields.require("dedupes-by");
        return dedupesBy(fields);
    }

    private static Set<Carrier> dedupesBy(YamlFields fields) {
        var carriers = EnumSet.noneOf(Carrier.class);
        for (var node : fields.list("dedupes-by")) {
            carriers.add(fields.choiceOf(node, "dedupes-by", Carrier.class, Carrier.HEADER));
        }
        return carriers;
    }

    private static NoEffect noEffect(YamlFields fields) {
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
        return fields.parse("size-limit", "a size such as 1MiB or 64KiB", 1L << 20, ContractReader::size);
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

    private void compareOperations() {
        for (int i = 0; i < declared.size(); i++) {
            for (int j = 0; j < i; j++) {
                compare(declared.get(j), declared.get(i));
            }
        }
    }

    private static void compare(Declared earlier, Declared later) {
        var first = earlier.operation();
        var second = later.operation();
        if (first.id().equals(second.id()) && !first.id().isEmpty()) {
            later.problems()
                    .at(
                            later.node(),
                            "id: \"" + second.id() + "\" (expected: an id of its own; " + first.method() + " "
                                    + first.path() + " has it)");
        }
        if (first.method().equals(second.method()) && first.path().overlaps(second.path())) {
            later.problems()
                    .at(
                            later.node(),
                            "request: \"" + second.method() + " " + second.path()
                                    + "\" (expected: a request that no other operation matches; " + first.id()
                                    + " does)");
        }
    }

    private static Set<String> with(Set<String> fields, String... more) {
        var all = new HashSet<>(fields);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
