package io.portage.launcher;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the values of options, and says what was expected where they are wrong.
final class OptionValues {
    private static final List<String> STORES = List.of("embedded", "redis");
    private static final Pattern SETTING = Pattern.compile("portage\\.[a-z0-9.\\[\\]-]+=.+");

    private OptionValues() {}

    static int port(String option, String text) {
        return number(option, text, 1, 65535);
    }

    /// One of the gateway's own settings.
    static String setting(String option, String text) {
        if (!SETTING.matcher(text).matches()) {
            throw new WrongOption(option, text, "portage.NAME=VALUE");
        }
        return text;
    }

    static int number(String option, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw new WrongOption(option, text, least + " to " + most);
    }

    static long number(String option, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new WrongOption(option, text, "a whole number of 64 bits");
        }
    }

    /// The store that was asked for; an address of Redis alone asks for Redis.
    static @Nullable String store(@Nullable String store, @Nullable String redis) {
        if (store != null && !STORES.contains(store)) {
            throw new WrongOption("--store", store, "embedded or redis");
        }
        if (redis != null && "embedded".equals(store)) {
            throw new WrongOption("--redis", redis, "only with --store redis");
        }
        return store == null && redis != null ? "redis" : store;
    }

    static @Nullable URI redis(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var uri = new URI(text);
            boolean known = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
            if (known && uri.getHost() != null && uri.getPort() > 0) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // answered below, like an address of something else
        }
        throw new WrongOption("--redis", text, "redis://host:port or rediss://host:port");
    }
}
