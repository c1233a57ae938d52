package io.portage.kong.router;

import io.portage.kong.model.Route;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/// Which of two matching routes Kong takes. What is written about the order and what Kong up to 3.9.1 computes differ:
/// it
/// shifts some of the parts within 32 bits. Where they disagree nothing is claimed.
///
/// @param readings the order by each way of computing it; higher wins
record Priority(List<BigInteger> readings) {
    enum Order {
        HIGHER,
        LOWER,
        EQUAL,
        UNSURE
    }

    private static final int MOST_HEADERS = 255;
    private static final long LENGTHS = 0x7FFFF;

    static Priority of(Route route, List<String> paths, Flavor flavor) {
        if (flavor == Flavor.TRADITIONAL) {
            return new Priority(List.of(traditional(route, paths)));
        }
        return new Priority(List.of(
                compatible(route, paths, true, false),
                compatible(route, paths, false, false),
                compatible(route, paths, false, true)));
    }

    Order to(Priority other) {
        var signs = IntStream.range(0, readings.size())
                .map(i -> Integer.signum(readings.get(i).compareTo(other.readings.get(i))))
                .distinct()
                .toArray();
        if (signs.length != 1) {
            return Order.UNSURE;
        }
        return signs[0] > 0 ? Order.HIGHER : signs[0] < 0 ? Order.LOWER : Order.EQUAL;
    }

    /// @param wide whether all parts have the 64 bits that they are meant to have
    /// @param signed whether a part that grew negative fills all higher bits, or the highest alone
    private static BigInteger compatible(Route route, List<String> paths, boolean wide, boolean signed) {
        var regex = paths.stream().anyMatch(PathPattern::isRegex);
        var longest = regex ? 0 : paths.stream().mapToInt(String::length).max().orElse(0);
        var weight = weight(route, paths);
        var headers = Math.min(route.headers().size(), MOST_HEADERS);
        var regexPriority = regex ? (long) route.regexPriority() : 0L;
        var bits = isPlain(route) ? 1L << 60 : 0;
        bits |= regex ? 1L << 51 : 0;
        bits |= wide ? (long) weight << 61 : narrow(weight << 29, signed);
        bits |= wide ? (long) headers << 52 : (long) headers << 20;
        bits |= wide ? regexPriority << 19 : narrow((int) (regexPriority << 19), signed);
        bits |= longest & LENGTHS;
        return new BigInteger(Long.toUnsignedString(bits));
    }

    private static long narrow(int part, boolean signed) {
        return part >= 0 || signed ? part : 1L << 63;
    }

    private static boolean isPlain(Route route) {
        return !route.hosts().isEmpty() && route.hosts().stream().noneMatch(it -> it.contains("*"));
    }

    private static int weight(Route route, List<String> paths) {
        return (route.methods().isEmpty() ? 0 : 1)
                + (route.hosts().isEmpty() ? 0 : 1)
                + (route.headers().isEmpty() ? 0 : 1)
                + (route.snis().isEmpty() ? 0 : 1)
                + (paths.isEmpty() ? 0 : 1);
    }

    /// By the kinds of conditions, then plain hosts before wildcards, regular expressions before prefixes, more
    /// headers,
    /// `regex_priority`, the longest prefix.
    private static BigInteger traditional(Route route, List<String> paths) {
        var regex = paths.stream().anyMatch(PathPattern::isRegex);
        var sources = route.hasSourcesOrDestinations() ? 1 : 0;
        var kinds = (route.hosts().isEmpty() ? 0 : 16)
                + (route.headers().isEmpty() ? 0 : 8)
                + (paths.isEmpty() ? 0 : 4)
                + (route.methods().isEmpty() ? 0 : 2)
                + (route.snis().isEmpty() ? 0 : 1);
        var longest = paths.stream()
                .filter(it -> !PathPattern.isRegex(it))
                .mapToInt(String::length)
                .max()
                .orElse(0);
        return BigInteger.valueOf(weight(route, paths) + sources)
                .shiftLeft(5)
                .or(BigInteger.valueOf(kinds))
                .shiftLeft(2)
                .or(BigInteger.valueOf((isPlain(route) ? 2 : 0) + (regex ? 1 : 0)))
                .shiftLeft(8)
                .or(BigInteger.valueOf(Math.min(route.headers().size(), MOST_HEADERS)))
                .shiftLeft(33)
                .or(BigInteger.valueOf((regex ? (long) route.regexPriority() : 0L) - Integer.MIN_VALUE))
                .shiftLeft(20)
                .or(BigInteger.valueOf(longest & LENGTHS));
    }
}
