package io.portage.gateway.json;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Writes JSON in the one form that is hashed: members sorted, no white space, escapes decoded, number literals kept.
/// A web tier that re-serialises a body between two attempts still sends the same mutation.
public final class CanonicalJson {
    private CanonicalJson() {}

    /// Hands the canonical form to `sink`, piece by piece.
    ///
    /// Strings are written with their length in front, so that no content can pass for structure.
    public static void write(Json json, Consumer<byte[]> sink) {
        switch (json) {
            case Json.Obj(var members) -> {
                sink.accept(bytes("{" + members.size() + ":"));
                members.forEach((name, value) -> {
                    text(name, sink);
                    write(value, sink);
                });
            }
            case Json.Arr(var items) -> {
                sink.accept(bytes("[" + items.size() + ":"));
                items.forEach(item -> write(item, sink));
            }
            case Json.Str(var value) -> text(value, sink);
            case Json.Num(var literal) -> sink.accept(bytes("#" + literal + ";"));
            case Json.Bool(var value) -> sink.accept(bytes(value ? "t" : "f"));
            case Json.Null() -> sink.accept(bytes("n"));
        }
    }

    private static void text(String value, Consumer<byte[]> sink) {
        var content = bytes(value);
        sink.accept(bytes("\"" + content.length + ":"));
        sink.accept(content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
