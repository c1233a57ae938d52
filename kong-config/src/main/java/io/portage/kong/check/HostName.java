package io.portage.kong.check;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A host as Kong takes it apart: an address or a name, with a port or without.
///
/// @param isName whether it is no address
/// @param hasPort whether a port follows
record HostName(boolean isName, boolean hasPort) {
    private static final Pattern IPV4 =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?::(\\d+))?");
    private static final Pattern LOOKS_IPV4 = Pattern.compile("[\\d.]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern PORT = Pattern.compile(":(\\d+)$");
    private static final Pattern IPV6_IN_BRACKETS = Pattern.compile("\\[([^\\[\\]]*)](?::(\\d*))?");
    private static final Pattern IPV6 = Pattern.compile("(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}");
    private static final int HIGHEST_PORT = 65_535;

    /// Null where it is no host.
    static @Nullable HostName parse(String text) {
        var colons = text.chars().filter(it -> it == ':').count();
        if (colons > 1) {
            return ipv6(text);
        }
        return LOOKS_IPV4.matcher(text.replace(":", "")).matches() ? ipv4(text) : name(text);
    }

    private static @Nullable HostName ipv4(String text) {
        var parts = IPV4.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        for (var i = 1; i <= 4; i++) {
            if (Integer.parseInt(parts.group(i)) > 255) {
                return null;
            }
        }
        return isPort(parts.group(5)) ? new HostName(false, parts.group(5) != null) : null;
    }

    private static @Nullable HostName ipv6(String text) {
        var brackets = IPV6_IN_BRACKETS.matcher(text);
        var inBrackets = brackets.matches();
        var address = inBrackets ? brackets.group(1) : text;
        var port = inBrackets ? brackets.group(2) : null;
        return isIpv6(address) && isPort(port) && (port == null || !port.isEmpty())
                ? new HostName(false, port != null)
                : null;
    }

    static boolean isIpv6(String text) {
        var full = text.startsWith(":") ? "0" + text : text;
        full = full.endsWith(":") ? full + "0" : full;
        var gap = full.indexOf("::");
        if (gap >= 0) {
            var colons = (int) full.chars().filter(it -> it == ':').count();
            full = full.substring(0, gap) + ":" + "0:".repeat(Math.max(0, 8 - colons)) + full.substring(gap + 2);
        }
        return IPV6.matcher(full).matches();
    }

    static boolean isIpv4(String text) {
        var host = text.indexOf(':') < 0 ? ipv4(text) : null;
        return host != null;
    }

    private static @Nullable HostName name(String text) {
        var port = PORT.matcher(text);
        var hasPort = port.find();
        var name = hasPort ? text.substring(0, port.start()) : text;
        if (!NAME.matcher(name).matches() || (hasPort && !isPort(port.group(1)))) {
            return null;
        }
        var segments = name.split("\\.", -1);
        for (var i = 0; i < segments.length; i++) {
            if (segments[i].endsWith("-") || (segments[i].isEmpty() && i < segments.length - 1)) {
                return null;
            }
        }
        return new HostName(true, hasPort);
    }

    private static boolean isPort(@Nullable String port) {
        return port == null || port.isEmpty() || (port.length() <= 9 && Integer.parseInt(port) <= HIGHEST_PORT);
    }
}
