package io.portage.stubs.control;

import io.portage.stubs.http.HttpRequest;
import io.portage.stubs.http.Json;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON body of a control request, read strictly: every complaint names the value and the expectation.
final class ControlBody {
    private final ObjectNode json;

    private ControlBody(ObjectNode json) {
        this.json = json;
    }

    /// Reads a body whose members are all among `known`; no body is an empty object.
    ///
    /// @throws IllegalArgumentException where it is not
    static ControlBody of(HttpRequest request, List<String> known) {
        var json = request.body().length == 0 ? Json.object() : object("body", parse(request.body()));
        json.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("member: " + name + " (expected: one of " + known + ")");
                });
        return new ControlBody(json);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("body: " + e.getOriginalMessage() + " (expected: JSON)", e);
        }
    }

    private static ObjectNode object(String name, JsonNode node) {
        if (node instanceof ObjectNode found) {
            return found;
        }
        throw new IllegalArgumentException(name + ": " + node + " (expected: an object)");
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> new IllegalArgumentException(name + ": missing (expected: text)"));
    }

    Optional<String> optionalText(String name) {
        return given(name)
                .map(node -> node.stringValueOpt()
                        .orElseThrow(() -> new IllegalArgumentException(name + ": " + node + " (expected: text)")));
    }

    OptionalInt number(String name) {
        return given(name)
                .map(node -> OptionalInt.of(node.intValueOpt()
                        .orElseThrow(() -> new IllegalArgumentException(name + ": " + node + " (expected: a number)"))))
                .orElse(OptionalInt.empty());
    }

    boolean flag(String name) {
        return given(name)
                .map(node -> node.booleanValueOpt()
                        .orElseThrow(
                                () -> new IllegalArgumentException(name + ": " + node + " (expected: true or false)")))
                .orElseThrow(() -> new IllegalArgumentException(name + ": missing (expected: true or false)"));
    }

    ObjectNode object(String name) {
        return given(name).map(node -> object(name, node)).orElseGet(Json::object);
    }

    /// A member that spells a constant in lower case.
    <E extends Enum<E>> Optional<E> choice(String name, E[] constants) {
        return optionalText(name)
                .map(text -> Stream.of(constants)
                        .filter(constant -> spelling(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(name + ": " + text + " (expected: one of "
                                + Stream.of(constants)
                                        .map(ControlBody::spelling)
                                        .toList() + ")")));
    }

    static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// A member of java.time.
    <T> Optional<T> time(String name, Function<String, T> parser, String expected) {
        return optionalText(name).map(text -> {
            try {
                return parser.apply(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(name + ": " + text + " (expected: " + expected + ")", e);
            }
        });
    }

    private Optional<JsonNode> given(String name) {
        return json.optional(name).filter(node -> !node.isNull());
    }
}
