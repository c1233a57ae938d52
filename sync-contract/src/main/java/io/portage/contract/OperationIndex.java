package io.portage.contract;

import io.portage.contract.PathTemplate.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds an operation by walking the path's segments: the cost grows with the path, not with the contract.
final class OperationIndex {
    private static final OperationMatch UNKNOWN = new OperationMatch.Unknown();
    private final Node root = new Node();

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();

        @Nullable
        Node variable;

        @Nullable
        Node rest;

        final Map<String, Operation> operations = new HashMap<>();
    }

    OperationIndex(List<Operation> operations) {
        operations.forEach(this::add);
    }

    private void add(Operation operation) {
        var node = root;
        for (var segment : operation.path().segments()) {
            node = child(node, segment);
        }
        node.operations.put(operation.method(), operation);
    }

    private static Node child(Node node, Segment segment) {
        return switch (segment) {
            case Segment.Literal(var text) -> node.literals.computeIfAbsent(text, _ -> new Node());
            case Segment.Variable _ -> node.variable = node.variable == null ? new Node() : node.variable;
            case Segment.Rest() -> node.rest = node.rest == null ? new Node() : node.rest;
        };
    }

    OperationMatch match(String method, String path) {
        if (!path.startsWith("/")) {
            return UNKNOWN;
        }
        var ends = new ArrayList<Node>();
        collect(root, path, 1, ends);
        var wanted = method.equals("HEAD") ? "GET" : method;
        var allowed = new TreeSet<String>();
        for (var node : ends) {
            var operation = node.operations.get(wanted);
            if (operation != null) {
                return new OperationMatch.Found(operation, variables(operation.path(), path));
            }
            allowed.addAll(node.operations.keySet());
        }
        return allowed.isEmpty() ? UNKNOWN : new OperationMatch.MethodNotAllowed(allowed);
    }

    /// Literals and variables may both lead on from a node, so a path can end at more than one.
    private static void collect(Node node, String path, int from, List<Node> ends) {
        if (from > path.length()) {
            ends.add(node);
            return;
        }
        int slash = path.indexOf('/', from);
        int end = slash < 0 ? path.length() : slash;
        if (end == from) {
            return;
        }
        var literal = node.literals.get(path.substring(from, end));
        if (literal != null) {
            collect(literal, path, end + 1, ends);
        }
        if (node.variable != null) {
            collect(node.variable, path, end + 1, ends);
        }
        if (node.rest != null) {
            ends.add(node.rest);
        }
    }

    private static Map<String, String> variables(PathTemplate template, String path) {
        var parts = path.substring(1).split("/", -1);
        var variables = new LinkedHashMap<String, String>();
        var segments = template.segments();
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i) instanceof Segment.Variable(var name)) {
                variables.put(name, parts[i]);
            }
        }
        return Map.copyOf(variables);
    }
}
