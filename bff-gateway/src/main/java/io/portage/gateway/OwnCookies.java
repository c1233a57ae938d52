package io.portage.gateway;

/// The names of the gateway's own cookies, which no service sets.
public final class OwnCookies {
    /// `__Host-` makes browsers refuse them from any other host, over plain HTTP and for part of the paths; what sits
    /// behind the gateway shares its host.
    public static final String PREFIX = "__Host-portage-";

    private OwnCookies() {}

    /// Whether a value of `Set-Cookie` is about one of them, to the most lenient of browsers: some take `=a=b` for a
    /// cookie without a name, and send `a=b`.
    public static boolean isOneSetBy(String value) {
        int begin = 0;
        while (begin < value.length() && (value.charAt(begin) <= ' ' || value.charAt(begin) == '=')) {
            begin++;
        }
        return value.regionMatches(true, begin, PREFIX, 0, PREFIX.length());
    }
}
