package io.portage.kong.check;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The forms of hosts and addresses.
final class Hosts {
    private static final Pattern WILDCARD = Pattern.compile("\\*\\..*|.*\\.\\*|[^*]*", Pattern.DOTALL);

    private Hosts() {}

    static boolean isHost(String text) {
        var host = HostName.parse(text);
        return host != null && !host.hasPort();
    }

    static boolean isName(String text) {
        var host = HostName.parse(text);
        return host != null && host.isName() && !host.hasPort();
    }

    static boolean isWildcard(String text) {
        var star = text.indexOf('*');
        return (star < 0 || ((star == 0 || star == text.length() - 1) && star == text.lastIndexOf('*')))
                && isName(text.replace("*", "wildcard"));
    }

    /// What was expected of a host of a route; null where it is one.
    static @Nullable String route(String text) {
        if (text.indexOf('*') != text.lastIndexOf('*')) {
            return "at most one *";
        }
        if (!WILDCARD.matcher(text).matches()) {
            return "* for the first or last label";
        }
        return HostName.parse(text.replace("*", "abc")) == null ? "a host, with a port or without" : null;
    }

    static boolean isIpOrCidr(String text) {
        var slash = text.indexOf('/', 2);
        var address = slash < 0 ? text : text.substring(0, slash);
        var v4 = HostName.isIpv4(address);
        return (v4 || HostName.isIpv6(address)) && (slash < 0 || isPrefix(text.substring(slash + 1), v4 ? 32 : 128));
    }

    private static boolean isPrefix(String text, int most) {
        return text.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(text) <= most;
    }
}
