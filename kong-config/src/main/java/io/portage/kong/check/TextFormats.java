package io.portage.kong.check;

import io.portage.kong.lua.LuaSyntax;
import io.portage.kong.read.Position;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The forms of texts that the catalogue names.
final class TextFormats {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.\\-_~\\u0080-\\uFFFF]+");
    private static final Pattern TAG = Pattern.compile("[ !-+\\-.0-~\\u0080-\\uFFFF]+");
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern NO_TOKEN = Pattern.compile("[\\x00-\\x20()<>@,;:\\\\\"/?={}\\[\\]\\x7F-\\uFFFF]");
    private static final Pattern URL =
            Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#]*@)?([^/?#:]+|\\[[^]]*])(?::[^/?#]*)?(?:[/?#].*)?");
    private static final Set<String> LOG_HEADERS = Set.of("host", "content-length", "content-type");
    private static final Set<String> DICTIONARIES = Set.of(
            "kong",
            "kong_cluster_events",
            "kong_core_db_cache",
            "kong_core_db_cache_miss",
            "kong_db_cache",
            "kong_db_cache_miss",
            "kong_dns_cache",
            "kong_healthchecks",
            "kong_locks",
            "kong_rate_limiting_counters",
            "kong_secrets",
            "prometheus_metrics");
    private static final Set<String> ZIPKIN_TAGS = Set.of(
            "error",
            "http.method",
            "http.path",
            "http.status_code",
            "kong.balancer.state",
            "kong.balancer.try",
            "kong.consumer",
            "kong.credential",
            "kong.node.id",
            "kong.route",
            "kong.service",
            "lc",
            "peer.hostname");

    private static final Map<String, Function<String, @Nullable String>> ALL = Map.ofEntries(
            form("name", NAME.asMatchPredicate(), "letters, digits, and . - _ ~"),
            form("tag", TAG.asMatchPredicate(), "printable, without , and /"),
            form("uuid", UUID.asMatchPredicate(), "a UUID"),
            form("not-empty", it -> !it.isEmpty(), "not empty"),
            form("host", Hosts::isHost, "a host without a port"),
            form("host-port", it -> HostName.parse(it) != null, "a host, with a port or without"),
            form("upstream-name", Hosts::isName, "a host name without a port"),
            form("sni", Hosts::isName, "a host name without a port"),
            form("wildcard-host", Hosts::isWildcard, "a host name, with one * at an end or without"),
            Map.entry("route-host", Hosts::route),
            form("ip-or-cidr", Hosts::isIpOrCidr, "an IP address or a range of them"),
            Map.entry("path", PathForm::service),
            Map.entry("route-path", PathForm::route),
            form("header-name", HEADER.asMatchPredicate(), "letters, digits, - and _"),
            form(
                    "route-header",
                    it -> HEADER.matcher(it).matches() && !it.equalsIgnoreCase("host"),
                    "the name of a header, but not host, which hosts is for"),
            form(
                    "log-header",
                    it -> HEADER.matcher(it).matches() && !LOG_HEADERS.contains(it.toLowerCase(Locale.ROOT)),
                    "the name of a header, but not Host, Content-Length or Content-Type"),
            form("token", it -> !NO_TOKEN.matcher(it).find(), "no blanks or separators"),
            form("url", URL.asMatchPredicate(), "a URL with a scheme and a host"),
            form("redirect-uri", it -> URL.matcher(it).matches() && it.indexOf('#') < 0, "a URL without a fragment"),
            form("regex", Regex::isPcre, "a regular expression"),
            form("origin", it -> it.equals("*") || Regex.isPcre(it), "* or a regular expression"),
            Map.entry("header-entry", Entries::header),
            Map.entry("header-pair", Entries::rename),
            Map.entry("value-entry", Entries::value),
            Map.entry("lua", TextFormats::lua),
            form("certificate", Pem::isCertificate, "a certificate in PEM form"),
            form("ca-certificate", Pem::isAuthority, "one certificate of an authority in PEM form"),
            form("private-key", Pem::isKey, "a key in PEM form"),
            form("vault-prefix", it -> !it.equals("env"), "not the name of a bundled vault"),
            form("shared-dictionary", DICTIONARIES::contains, "a dictionary that Kong has"),
            form("zipkin-tag", it -> !ZIPKIN_TAGS.contains(it), "not a tag that Kong sets"),
            form(
                    "acme-namespace",
                    it -> !it.startsWith("kong_acme:renew_config:")
                            && !it.startsWith("kong_acme:renew_last_run")
                            && !it.startsWith("kong_acme:cert_key:"),
                    "not a name that the plugin uses"));

    /// Lines of Lua are counted by themselves.
    private static final Position INSIDE = new Position("", 1, 1);

    private TextFormats() {}

    private static @Nullable String lua(String text) {
        var fault = LuaSyntax.fault(text, INSIDE);
        return fault == null
                ? null
                : "Lua that compiles; found " + fault.text() + " in line "
                        + fault.at().line() + " of it";
    }

    private static Map.Entry<String, Function<String, @Nullable String>> form(
            String name, Predicate<String> is, String expected) {
        return Map.entry(name, text -> is.test(text) ? null : expected);
    }

    /// What was expected; null where the text has that form.
    static @Nullable String broken(String format, String text) {
        var form = ALL.get(format);
        if (form == null) {
            throw new IllegalArgumentException(format + ": no such form (expected: one that is known)");
        }
        return form.apply(text);
    }
}
