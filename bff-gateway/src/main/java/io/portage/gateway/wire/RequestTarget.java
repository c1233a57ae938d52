package io.portage.gateway.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The target of a request line. Paths are never normalised: one that two servers could read in two ways is refused.
public final class RequestTarget {
    private static final String PATH_MARKS = "-._~!$&'()*+,=:@/";
    private static final String QUERY_MARKS = PATH_MARKS + ";?[]";

    private RequestTarget() {}

    /// What is wrong with a target, and what was expected; null where nothing is.
    public static @Nullable String fault(String target) {
        if (!target.startsWith("/")) {
            return "the target is no path (expected: one that starts with /)";
        }
        int question = target.indexOf('?');
        var path = question < 0 ? target : target.substring(0, question);
        var fault = pathFault(path);
        if (fault != null || question < 0) {
            return fault;
        }
        return characters(target.substring(question + 1), QUERY_MARKS, 0)
                ? null
                : "the query holds a character that must be percent-encoded";
    }

    private static @Nullable String pathFault(String path) {
        if (path.contains("//")) {
            return "the path holds // (expected: no empty segment)";
        }
        if (path.indexOf(';') >= 0) {
            return "the path holds ; (expected: no parameters in segments)";
        }
        var lower = path.toLowerCase(Locale.ROOT);
        for (var encoded : new String[] {"%2e", "%2f", "%5c"}) {
            if (lower.contains(encoded)) {
                return "the path holds " + encoded + " (expected: no encoded dot, slash or backslash)";
            }
        }
        for (var segment : path.substring(1).split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return "the path holds a . or .. segment (expected: none; paths are not normalised)";
            }
        }
        return characters(path, PATH_MARKS, 0x20)
                ? null
                : "the path holds a control byte or one that must be percent-encoded";
    }

    private static boolean characters(String text, String marks, int least) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (!isEncoded(text, i, least)) {
                    return false;
                }
                i += 2;
            } else if (!isUnreserved(c) && marks.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /// Two hexadecimal digits; with `least` above 0, not those of a control byte.
    private static boolean isEncoded(String text, int percent, int least) {
        if (percent + 2 >= text.length()) {
            return false;
        }
        int high = Character.digit(text.charAt(percent + 1), 16);
        int low = Character.digit(text.charAt(percent + 2), 16);
        int code = high * 16 + low;
        return high >= 0 && low >= 0 && code >= least && (code != 0x7f || least == 0);
    }
}
