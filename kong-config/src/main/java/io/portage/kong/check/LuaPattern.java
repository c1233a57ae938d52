package io.portage.kong.check;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// A pattern in the language of Lua, in which Kong's schemas say what a text must look like.
final class LuaPattern {
    private static final Map<String, Pattern> KNOWN = new ConcurrentHashMap<>();
    /// Where a pattern may begin anywhere, the time it takes grows with the square.
    private static final int LONGEST = 10_000;

    private static final Map<Character, String> CLASSES = Map.of(
            'a',
            "A-Za-z",
            'd',
            "0-9",
            'u',
            "A-Z",
            'l',
            "a-z",
            'w',
            "A-Za-z0-9",
            's',
            "\\s",
            'p',
            "\\p{Punct}",
            'x',
            "0-9A-Fa-f");

    private LuaPattern() {}

    /// Whether it is somewhere in the text.
    static boolean in(String pattern, String text) {
        return (text.length() > LONGEST && !pattern.startsWith("^"))
                || KNOWN.computeIfAbsent(pattern, LuaPattern::compile)
                        .matcher(text)
                        .find();
    }

    private static Pattern compile(String lua) {
        var java = new StringBuilder();
        var inSet = false;
        for (var i = 0; i < lua.length(); i++) {
            var character = lua.charAt(i);
            if (character == '%') {
                java.append(escaped(lua.charAt(++i), inSet));
            } else if (character == '[' && !inSet) {
                inSet = true;
                java.append('[');
            } else if (character == ']' && inSet) {
                inSet = false;
                java.append(']');
            } else {
                java.append(plain(lua, i, inSet));
            }
        }
        return Pattern.compile(java.toString(), Pattern.DOTALL);
    }

    private static String escaped(char character, boolean inSet) {
        var set = CLASSES.get(character);
        return set == null ? "\\" + character : inSet ? set : "[" + set + "]";
    }

    private static String plain(String lua, int at, boolean inSet) {
        var character = lua.charAt(at);
        if (character == '-' && !inSet) {
            return isRepeated(lua, at) ? "-" : "*?";
        }
        if (inSet) {
            var range = character == '-'
                    && at > 0
                    && at + 1 < lua.length()
                    && lua.charAt(at + 1) != ']'
                    && lua.charAt(at - 1) != '['
                    && !(at > 1 && lua.charAt(at - 2) == '%');
            var start = character == '^' && lua.charAt(at - 1) == '[';
            return range || start || Character.isLetterOrDigit(character)
                    ? String.valueOf(character)
                    : "\\" + character;
        }
        return "{}|()\\".indexOf(character) >= 0 ? "\\" + character : String.valueOf(character);
    }

    /// Whether what stands before already says how often it comes, so that a hyphen is one.
    private static boolean isRepeated(String lua, int at) {
        return at == 0 || ("^*+?-".indexOf(lua.charAt(at - 1)) >= 0 && (at < 2 || lua.charAt(at - 2) != '%'));
    }
}
