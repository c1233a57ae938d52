package io.portage.kong.read;

import java.util.Set;
import java.util.regex.Pattern;

/// What an unquoted YAML text means to Kong, whose reader knows YAML 1.1: `yes` is true, `017` is 15, `1:30` is 90.
final class PlainScalar {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");
    private static final Set<String> INFINITE = Set.of(".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF");
    private static final Set<String> MINUS_INFINITE = Set.of("-.inf", "-.Inf", "-.INF");
    private static final Set<String> NAN = Set.of(".nan", ".NaN", ".NAN");
    private static final Pattern OCTAL = Pattern.compile("[+-]?0_*[0-7][0-7_]*");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?_*[0-9][0-9_]*");
    private static final Pattern FRACTION = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern HEXADECIMAL = Pattern.compile("[+-]?0x_*[0-9a-fA-F][0-9a-fA-F_]*");
    private static final Pattern BINARY = Pattern.compile("[+-]?0b_*[01][01_]+");
    private static final Pattern SEXAGESIMAL = Pattern.compile("[+-]?[0-9]+:[0-5]?[0-9][:0-9]*(?:\\.[0-9]+)?");
    private static final int LONGEST_NUMBER = 64;

    private PlainScalar() {}

    static Node of(Position at, String text) {
        if (NULLS.contains(text)) {
            return new Node.Null(at);
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return new Node.Bool(at, TRUE.contains(text), text);
        }
        var number = number(text);
        return Double.isNaN(number) && !NAN.contains(text)
                ? new Node.Text(at, text)
                : new Node.Number(at, number, text);
    }

    /// Not a number where it is none.
    private static double number(String text) {
        if (text.length() > LONGEST_NUMBER || !mayBeNumber(text)) {
            return Double.NaN;
        }
        var digits = text.replace("_", "");
        var sign = digits.startsWith("-") ? -1 : 1;
        var unsigned = digits.startsWith("-") || digits.startsWith("+") ? digits.substring(1) : digits;
        if (OCTAL.matcher(text).matches()) {
            return sign * digits(unsigned, 8);
        }
        if (DECIMAL.matcher(text).matches() || fraction(text, digits)) {
            return Double.parseDouble(digits);
        }
        return sign * exotic(text, unsigned);
    }

    private static boolean mayBeNumber(String text) {
        var first = text.charAt(0);
        return (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.' || first == '_';
    }

    private static boolean fraction(String text, String digits) {
        return FRACTION.matcher(digits).matches()
                && (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0);
    }

    private static double exotic(String text, String unsigned) {
        if (INFINITE.contains(text) || MINUS_INFINITE.contains(text)) {
            return Double.POSITIVE_INFINITY;
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return digits(unsigned.substring(2), 16);
        }
        if (BINARY.matcher(text).matches()) {
            return digits(unsigned.substring(2), 2);
        }
        return SEXAGESIMAL.matcher(text).matches() ? sexagesimal(unsigned) : Double.NaN;
    }

    private static double digits(String digits, int radix) {
        var value = 0.0;
        for (var i = 0; i < digits.length(); i++) {
            value = value * radix + Character.digit(digits.charAt(i), radix);
        }
        return value;
    }

    private static double sexagesimal(String text) {
        var dot = text.indexOf('.');
        var value = 0.0;
        for (var part : (dot < 0 ? text : text.substring(0, dot)).split(":", -1)) {
            value = part.isEmpty() ? value : value * 60 + digits(part, 10);
        }
        return dot < 0 ? value : value + Double.parseDouble(text.substring(dot));
    }
}
