package io.portage.contract;

import io.portage.contract.YamlFields.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads contract files strictly: every mistake is reported with its file and line, the value and the expectation.
public final class ContractReader {
    private static final Set<String> FILE_FIELDS =
            Set.of("service", "title", "retention", "dedupe-window", "defaults", "operations");
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
    public static SyncContract readDirectory(Path directory) {
        var sources = new ArrayList<Source>();
        for (var file : files(directory)) {
            sources.add(new Source(file.toString(), text(file)));
        }
        return read(sources);
    }

    private static List<Path> files(Path directory) {
        try (var all = Files.list(directory)) {
            var files = all.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw unreadable(directory, "no file (expected: *.yml contract files)");
            }
            return files;
        } catch (IOException e) {
            throw unreadable(directory, e.getClass().getSimpleName() + " (expected: a directory that can be read)");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e.getClass().getSimpleName() + " (expected: a file in UTF-8 that can be read)");
        }
    }

    private static ContractException unreadable(Path path, String fault) {
        return new ContractException(List.of(new ContractError(path.toString(), 1, 1, fault)));
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
        var operations = new OperationReader(retention);
        var defaultsNode = file.find("defaults");
        var defaults =
                defaultsNode == null ? null : new YamlFields(problems, defaultsNode, OperationReader.RULES, null);
        if (defaults != null) {
            operations.inspect(defaults);
        }
        var list = file.require("operations");
        if (list instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
            problems.at(list, "operations: an empty list (expected: at least one operation)");
        }
        for (var node : file.list("operations")) {
            var fields = new YamlFields(problems, node, OperationReader.FIELDS, defaults);
            if (node instanceof MappingNode) {
                var operation = operations.operation(service, window, fields);
                if (OperationReader.isRead(operation)) {
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
}
