package io.portage.kong.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Makes text of a file's bytes, or says which byte is in the way.
final class Utf8 {
    private static final int LARGEST = 64 << 20;

    private Utf8() {}

    static String decode(Source source) throws Unreadable {
        var bytes = source.bytes();
        if (bytes.length > LARGEST) {
            throw new Unreadable(
                    new Position(source.name(), 1, 1),
                    "size: " + (bytes.length >> 20) + " MiB (expected: at most " + (LARGEST >> 20) + " MiB)");
        }
        var charset = charset(bytes);
        var characters = CharBuffer.allocate(bytes.length);
        var decoder = charset.newDecoder();
        var input = ByteBuffer.wrap(bytes);
        var result = decoder.decode(input, characters, true);
        var text = characters.flip().toString();
        if (result.isError()) {
            throw new Unreadable(
                    end(source.name(), text),
                    "byte 0x%02x (expected: %s)".formatted(bytes[input.position()] & 0xFF, charset));
        }
        refuseControl(source.name(), text);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /// Kong's YAML reader takes UTF-16 too, where a byte order mark says so.
    private static Charset charset(byte[] bytes) {
        var mark = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
        return switch (mark) {
            case 0xFEFF -> StandardCharsets.UTF_16BE;
            case 0xFFFE -> StandardCharsets.UTF_16LE;
            default -> StandardCharsets.UTF_8;
        };
    }

    private static void refuseControl(String name, String text) throws Unreadable {
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character < ' ' && character != '\t' && character != '\n' && character != '\r') {
                throw new Unreadable(
                        end(name, text.substring(0, i)), "byte 0x%02x (expected: text)".formatted((int) character));
            }
        }
    }

    /// The place after a text.
    private static Position end(String name, String text) {
        var line = (int) text.chars().filter(it -> it == '\n').count() + 1;
        return new Position(name, line, text.length() - text.lastIndexOf('\n'));
    }
}
