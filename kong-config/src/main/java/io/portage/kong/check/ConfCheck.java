package io.portage.kong.check;

import io.portage.kong.catalogue.Settings;
import io.portage.kong.model.Finding;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongConf.Directive;
import io.portage.kong.model.KongConf.Setting;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Whether a Kong starts with a kong.conf, and reads all of it.
public final class ConfCheck {
    private static final String REFUSED = "kong/conf-refused";
    private static final String UNKNOWN = "kong/conf-unknown";
    private static final Set<String> HEADERS = Set.of(
            "off",
            "server_tokens",
            "latency_tokens",
            "via",
            "server",
            "x-kong-proxy-latency",
            "x-kong-response-latency",
            "x-kong-admin-latency",
            "x-kong-upstream-latency",
            "x-kong-upstream-status",
            "x-kong-request-id");
    /// What nginx has in the block already, by Kong's own template, and takes only once.
    private static final Pattern TAKEN =
            Pattern.compile("http (server_tokens|underscores_in_headers|uninitialized_variable_warn|lua_package_c?path"
                    + "|lua_socket_(pool_size|log_errors)|lua_max_(running|pending)_timers|lua_ssl_verify_depth"
                    + "|(init|init_worker|exit_worker)_by_lua.*)"
                    + "|proxy (rewrite|access|header_filter|body_filter|log)_by_lua.*"
                    + "|location (default_type|proxy_http_version|proxy_buffering|proxy_request_buffering|proxy_pass"
                    + "|proxy_ssl_name|proxy_ssl_server_name)");

    private final KongConf conf;
    private final KongVersion version;
    private final List<Finding> findings = new ArrayList<>();

    private ConfCheck(KongConf conf, KongVersion version) {
        this.conf = conf;
        this.version = version;
    }

    /// Errors where no Kong starts with it, warnings of what it does not read.
    public static List<Finding> of(KongConf conf, KongVersion version) {
        var check = new ConfCheck(conf, version);
        new TreeMap<>(conf.settings()).forEach(check::setting);
        conf.directives().forEach(check::directive);
        check.entries("headers", HEADERS::contains, "one of those of Kong");
        check.entries(
                "headers_upstream", it -> it.equals("off") || it.equals("x-kong-request-id"), "x-kong-request-id");
        check.entries("trusted_ips", it -> it.equals("unix:") || Hosts.isIpOrCidr(it), "an IP address or a range");
        return check.findings;
    }

    private void setting(String name, Setting setting) {
        if (Settings.isKnown(name, version)) {
            value(name, setting);
        } else {
            var close = name.startsWith("KONG_")
                    ? name.substring("KONG_".length()).toLowerCase(Locale.ROOT)
                    : Close.to(name, Settings.names());
            var expected = name.startsWith("nginx_server_")
                    ? "nginx_proxy_…, which is what the server block gets"
                    : close == null ? "a setting that Kong " + version + " reads" : close;
            add(UNKNOWN, Level.WARNING, setting, name + ": Kong does not read it (expected: " + expected + ")");
        }
    }

    private void value(String name, Setting setting) {
        var values = Settings.values(name);
        var value = setting.value();
        if (value.isEmpty() || value.startsWith("{vault:") || values.isEmpty() || fits(values, value)) {
            return;
        }
        add(
                REFUSED,
                Level.ERROR,
                setting,
                name + ": " + Shown.quoted(value) + ", with which no Kong starts (expected: "
                        + String.join(", ", values).replace("..", " to ") + ")");
    }

    private static boolean fits(List<String> values, String value) {
        var range = values.getFirst().split("\\.\\.", -1);
        return range.length == 1
                ? values.contains(value)
                : value.matches("\\d{1,9}")
                        && Integer.parseInt(value) >= Integer.parseInt(range[0])
                        && Integer.parseInt(value) <= Integer.parseInt(range[1]);
    }

    private void directive(Directive directive) {
        if (TAKEN.matcher(directive.block() + " " + directive.name()).matches()) {
            var setting = new Setting(directive.value(), directive.at());
            var expected = directive.name().equals("underscores_in_headers")
                    ? "nginx_proxy_underscores_in_headers"
                    : "none: Kong's own template says it";
            add(
                    REFUSED,
                    Level.ERROR,
                    setting,
                    directive.setting() + ": nginx finds " + directive.name()
                            + " twice, so that no Kong starts (expected: " + expected + ")");
        }
    }

    private void entries(String name, Predicate<String> fits, String expected) {
        for (var entry : conf.list(name)) {
            if (!fits.test(entry.toLowerCase(Locale.ROOT)) && !entry.startsWith("{vault:")) {
                conf.setting(name)
                        .ifPresent(it -> add(
                                REFUSED,
                                Level.ERROR,
                                it,
                                name + ": " + Shown.quoted(entry) + ", with which no Kong starts (expected: " + expected
                                        + ")"));
            }
        }
    }

    private void add(String rule, Level level, Setting setting, String message) {
        findings.add(Finding.of(rule, level, message, setting.at()));
    }
}
