package io.portage.kong.model;

import io.portage.kong.read.EnvTemplates;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parts of a service's `url`, as Kong takes it apart.
///
/// @param protocol null where none is said
/// @param host null where none is said
/// @param port 0 where none is said
/// @param path null where none is said
public record ServiceUrl(
        @Nullable String protocol,
        @Nullable String host,
        int port,
        @Nullable String path) {
    private static final Pattern FORM = Pattern.compile(
            "(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?[^#]*)?(?:#.*)?", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile("(.*?)(?::([^:\\]]*))?", Pattern.DOTALL);
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /// The parts; of one that comes from the environment the whole stands for the host.
    static ServiceUrl of(String url) {
        return EnvTemplates.isIn(url) ? new ServiceUrl(null, url, 0, null) : parse(url);
    }

    public static ServiceUrl parse(String url) {
        var parts = FORM.matcher(url);
        if (!parts.matches()) {
            return new ServiceUrl(null, null, 0, null);
        }
        var authority = parts.group(2) == null ? "" : parts.group(2).replaceFirst("^[^@]*@", "");
        var port = PORT.matcher(authority);
        var host = port.matches() ? port.group(1) : authority;
        return new ServiceUrl(
                parts.group(1),
                host.isEmpty() ? null : host,
                port.matches() ? number(port.group(2)) : 0,
                parts.group(3).isEmpty() ? null : parts.group(3));
    }

    private static int number(@Nullable String text) {
        return text == null || text.isEmpty() ? 0 : text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    public String protocolOrDefault() {
        return protocol != null ? protocol : port == HTTPS ? "https" : "http";
    }

    public int portOrDefault() {
        return port != 0 ? port : protocolOrDefault().equals("https") ? HTTPS : HTTP;
    }
}
