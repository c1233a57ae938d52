package io.portage.kong.lua;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What a part of Kong's and OpenResty's environment can do to the headers of a request.
enum Meaning {
    SETS,
    ADDS,
    CLEARS,
    /// Sets the headers of a table.
    SETS_MANY,
    /// Answers by itself.
    ENDS,
    /// Calls what it is given.
    CALLS,
    /// Looks at a value and keeps nothing of it.
    LOOKS,
    REQUIRES,
    /// Holds something that can change headers.
    HOLDS,
    HARMLESS,
    /// Decides for whom the request is, and with it which plugins run.
    IDENTIFIES,
    /// Not known here, or able to do anything.
    UNKNOWN;

    /// The path of something that is one of several, at least one of them powerful.
    static final String UNDECIDED = "<one of several>";

    private static final Map<String, Meaning> EXACT = Map.ofEntries(
            Map.entry("kong.service.request.set_header", SETS),
            Map.entry("kong.service.request.add_header", ADDS),
            Map.entry("kong.service.request.clear_header", CLEARS),
            Map.entry("kong.service.request.set_headers", SETS_MANY),
            Map.entry("ngx.req.set_header", SETS),
            Map.entry("ngx.req.add_header", ADDS),
            Map.entry("ngx.req.clear_header", CLEARS),
            Map.entry("kong.response.exit", ENDS),
            Map.entry("kong.response.error", ENDS),
            Map.entry("ngx.exit", ENDS),
            Map.entry("ngx.redirect", ENDS),
            Map.entry("ngx.say", ENDS),
            Map.entry("ngx.print", ENDS),
            Map.entry("ngx.eof", ENDS),
            Map.entry("error", ENDS),
            Map.entry("pcall", CALLS),
            Map.entry("xpcall", CALLS),
            Map.entry("type", LOOKS),
            Map.entry("require", REQUIRES));
    private static final Set<String> HOLDERS =
            Set.of("kong", "kong.service", "kong.service.request", "kong.client", "ngx", "ngx.req", "_G");
    private static final Pattern IDENTITY = Pattern.compile("kong\\.client\\.(authenticate.*|set_authenticated.*)");
    private static final Pattern PDK = Pattern.compile(
            "kong\\.((log|request|response|client|ip|node|table|router|nginx|cache|db|vault|configuration|cluster"
                    + "|tracing|telemetry|websocket|plugin|worker_events|cluster_events|dns|service\\.response)(\\..+)?"
                    + "|service\\.(set_.+)"
                    + "|service\\.request\\.(set_(scheme|path|raw_query|query|method|raw_body|body)|enable_buffering)"
                    + "|version|version_num|pdk_major_version|pdk_version|default_workspace|log_level)");
    private static final Pattern OPENRESTY = Pattern.compile("ngx\\.([A-Z_]+|log|null|now|time|today|utctime|localtime"
            + "|http_time|parse_http_time|cookie_time|update_time|md5|md5_bin|sha1_bin|hmac_sha1|crc32_short|crc32_long"
            + "|(en|de)code_(base64|base64url|args)|(un)?escape_uri|quote_sql_str|sleep|get_phase|is_subrequest"
            + "|headers_sent|status|flush|send_headers|on_abort|arg"
            + "|(re|worker|config|timer|thread|semaphore|socket|location|resp|header|var)(\\..+)?"
            + "|shared(\\.[^.]+(\\.[^.]+)?)?"
            + "|req\\.(get_.+|start_time|http_version|raw_header|is_internal|read_body|discard_body|set_body_data"
            + "|set_body_file|init_body|append_body|finish_body|set_uri|set_uri_args|set_method))");
    private static final Pattern STANDARD = Pattern.compile(
            "tostring|tonumber|ipairs|pairs|next|select|unpack|assert|print|raw(equal|len|get|set)|[gs]etmetatable"
                    + "|collectgarbage|_VERSION|(string|table|math|os|io|bit|coroutine)(\\..+)?");
    /// Places for data of this request: what lies there may be anything, even a function.
    private static final Pattern DATA = Pattern.compile("(kong|ngx)\\.ctx(\\..+)?");

    /// What that part of the environment does when it is called.
    static Meaning of(String path) {
        var exact = EXACT.get(path);
        if (exact != null) {
            return exact;
        }
        if (HOLDERS.contains(path)) {
            return HOLDS;
        }
        if (IDENTITY.matcher(path).matches()) {
            return IDENTIFIES;
        }
        return isHarmless(path) ? HARMLESS : UNKNOWN;
    }

    private static boolean isHarmless(String path) {
        return PDK.matcher(path).matches()
                || OPENRESTY.matcher(path).matches()
                || STANDARD.matcher(path).matches();
    }

    /// Whether it is only a place for data, which may be read and handed on.
    static boolean isData(String path) {
        return DATA.matcher(path).matches();
    }

    /// Whether whoever holds it can change headers, or can do what is not known here.
    boolean isPowerful() {
        return switch (this) {
            case SETS, ADDS, CLEARS, SETS_MANY, HOLDS, IDENTIFIES, REQUIRES, UNKNOWN, CALLS -> true;
            case ENDS, LOOKS, HARMLESS -> false;
        };
    }
}
