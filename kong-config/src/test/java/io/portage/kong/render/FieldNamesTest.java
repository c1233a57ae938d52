package io.portage.kong.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.catalogue.Field;
import io.portage.kong.catalogue.Fields;
import io.portage.kong.read.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every field of every rendered file is one that Kong 3.9.1 knows, and has a value of its kind.
final class FieldNamesTest {
    private static final Set<String> OURS = Set.of("header-guard", "header-guard-exit");
    private static final Map<String, Set<String>> NESTED = Map.of(
            "services", Set.of("routes", "plugins"),
            "routes", Set.of("plugins"),
            "upstreams", Set.of("targets"),
            "consumers", Set.of("jwt_secrets"));
    private final List<String> wrong = new ArrayList<>();
    private int seen;

    static Stream<Rendered> files() {
        return Rendered.declarative();
    }

    @ParameterizedTest
    @MethodSource("files")
    void renderWhenAnyFileThenKongKnowsEachField(Rendered file) {
        file.tree()
                .without("_format_version", "_transform", "_info")
                .fields()
                .forEach((entity, list) ->
                        Tree.of(Map.of("it", list)).trees("it").forEach(item -> entity(entity, item)));
        assertThat(wrong).isEmpty();
        assertThat(seen).as("fields looked at").isGreaterThan(500);
    }

    @Test
    void checkWhenAFieldIsUnknownOrOfAnotherKindThenItIsSeen() {
        entity(
                "services",
                new Tree().put("name", "x").put("retry", 1).put("retries", "5").put("protocol", "htp"));
        entity("plugins", new Tree().put("name", "jwt").put("config", new Tree().put("key_claim", "kid")));
        assertThat(wrong)
                .containsExactly(
                        "services.retry",
                        "services.retries: 5",
                        "services.protocol: htp",
                        "plugins jwt config.key_claim");
    }

    private void entity(String entity, Tree tree) {
        tree.fields().forEach((name, value) -> {
            if (NESTED.getOrDefault(entity, Set.of()).contains(name)) {
                tree.trees(name).forEach(inner -> entity(name, inner));
            } else if (entity.equals("plugins") && name.equals("config")) {
                config(tree.text("name"), value);
            } else {
                field(entity + "." + name, Fields.ofEntity(entity).get(name), value);
            }
        });
    }

    private void config(String plugin, Object config) {
        if (!OURS.contains(plugin)) {
            field("plugins " + plugin + " config", Fields.ofPlugin(plugin).get("config"), config);
        }
    }

    private void field(String place, @Nullable Field field, Object value) {
        seen++;
        if (field == null) {
            wrong.add(place);
        } else if (value instanceof Tree tree && field.kind() == Field.Kind.RECORD) {
            tree.fields()
                    .forEach((name, inner) ->
                            field(place + "." + name, field.fields().get(name), inner));
        } else if (!fits(field, value)) {
            wrong.add(place + ": " + value);
        }
    }

    private static boolean fits(Field field, Object value) {
        return switch (field.kind()) {
            case STRING -> value instanceof String text && isOne(field, text);
            case INTEGER -> value instanceof Integer;
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case ARRAY, SET ->
                value instanceof List<?> list
                        && list.stream().allMatch(item -> field.elements() == null || fits(field.elements(), item));
            case MAP, RECORD -> value instanceof Tree;
            case FOREIGN, JSON -> true;
        };
    }

    private static boolean isOne(Field field, String text) {
        return field.oneOf().isEmpty()
                || field.oneOf().stream()
                        .anyMatch(node ->
                                node instanceof Node.Text one && one.value().equals(text));
    }
}
