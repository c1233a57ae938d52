package io.portage.kong.lua;

import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which words are numbers for LuaJIT, and which number each is.
final class Numeral {
    private static final Pattern DOUBLE = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?(\\d+))?([iI])?");
    private static final Pattern HEX =
            Pattern.compile("0[xX](?=\\.?\\p{XDigit})(\\p{XDigit}*)(\\.?)(\\p{XDigit}*)([pP][+-]?(\\d+))?([iI])?");
    private static final Pattern BINARY = Pattern.compile("0[bB]0*([01]{0,64})(?<=[01])([iI])?");
    private static final Pattern WIDE = Pattern.compile("(0[xX]\\p{XDigit}+|0[bB][01]+|\\d+)(?i:u?ll|llu)");
    private static final int EXPONENT_DIGITS = 7;
    private static final int HIGHEST_EXPONENT = 1 << 20;

    private Numeral() {}

    static boolean isOne(String text) {
        var wide = WIDE.matcher(text);
        if (wide.matches()) {
            return bits(wide.group(1)) <= Long.SIZE;
        }
        var decimal = DOUBLE.matcher(text);
        var hex = HEX.matcher(text);
        return (decimal.matches() && isExponent(decimal.group(3)))
                || (hex.matches() && isExponent(hex.group(5)))
                || BINARY.matcher(text).matches();
    }

    private static boolean isExponent(@Nullable String digits) {
        if (digits == null) {
            return true;
        }
        var value = digits.replaceFirst("^0+(?=.)", "");
        return value.length() <= EXPONENT_DIGITS && Integer.parseInt(value) < HIGHEST_EXPONENT;
    }

    private static int bits(String digits) {
        int radix = digits.length() > 1 ? digits.charAt(1) | 0x20 : 0;
        var plain = radix == 'x' || radix == 'b' ? digits.substring(2) : digits;
        var significant = plain.replaceFirst("^0+(?=.)", "");
        if (significant.length() > Long.SIZE) {
            return Integer.MAX_VALUE;
        }
        return new BigInteger(significant, radix == 'x' ? 16 : radix == 'b' ? 2 : 10).bitLength();
    }

    /// Its value; empty where it is no double, or written in a way that is rare.
    static OptionalDouble value(String text) {
        if (text.chars().allMatch(c -> Source.isDigit(c) || c == '.' || (c | 0x20) == 'e' || c == '-' || c == '+')) {
            return OptionalDouble.of(Double.parseDouble(text));
        }
        return text.matches("0[xX]\\p{XDigit}{1,13}")
                ? OptionalDouble.of(Long.parseLong(text.substring(2), 16))
                : OptionalDouble.empty();
    }
}
