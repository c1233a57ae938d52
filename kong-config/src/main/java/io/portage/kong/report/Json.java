package io.portage.kong.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes maps, lists, texts, numbers, booleans and nulls as JSON; what is short stands on one line.
final class Json {
    private static final int WIDTH = 120;
    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /// An object of names and values, in turn.
    static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }

    static String write(@Nullable Object value) {
        var json = new Json();
        json.value(value, 0);
        return json.text.append('\n').toString();
    }

    private void value(@Nullable Object value, int indent) {
        switch (value) {
            case null -> text.append("null");
            case Map<?, ?> map -> object(map, indent);
            case List<?> list -> list(list, indent);
            case Number _, Boolean _ -> text.append(value);
            default -> quoted(value.toString());
        }
    }

    private void object(Map<?, ?> map, int indent) {
        var start = text.length();
        if (isFlat(map.values())) {
            text.append('{');
            var separator = "";
            for (var member : map.entrySet()) {
                text.append(separator);
                member(member, 0);
                separator = ", ";
            }
            text.append('}');
            if (text.length() - start + indent <= WIDTH) {
                return;
            }
            text.setLength(start);
        }
        text.append('{');
        var separator = "";
        for (var member : map.entrySet()) {
            text.append(separator);
            line(indent + 2);
            member(member, indent + 2);
            separator = ",";
        }
        close('}', indent, map.isEmpty());
    }

    private void member(Map.Entry<?, ?> member, int indent) {
        quoted(String.valueOf(member.getKey()));
        text.append(": ");
        value(member.getValue(), indent);
    }

    private static boolean isFlat(Iterable<?> values) {
        for (var value : values) {
            if ((value instanceof Map<?, ?> map && !map.isEmpty())
                    || (value instanceof List<?> list && !list.isEmpty())) {
                return false;
            }
        }
        return true;
    }

    private void list(List<?> list, int indent) {
        text.append('[');
        var separator = "";
        for (var item : list) {
            text.append(separator);
            line(indent + 2);
            value(item, indent + 2);
            separator = ",";
        }
        close(']', indent, list.isEmpty());
    }

    private void close(char bracket, int indent, boolean isEmpty) {
        if (!isEmpty) {
            line(indent);
        }
        text.append(bracket);
    }

    private void line(int indent) {
        text.append('\n').repeat(' ', indent);
    }

    private void quoted(String value) {
        text.append('"');
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c < ' '
                            || c == 0x7f
                            || c == 0x2028
                            || c == 0x2029
                            || (Character.isSurrogate(c) && isAlone(value, i))) {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static boolean isAlone(String value, int i) {
        return Character.isHighSurrogate(value.charAt(i))
                ? i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1))
                : i == 0 || !Character.isHighSurrogate(value.charAt(i - 1));
    }
}
