package io.portage.gateway.session;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a browser goes after it has signed in: a path of this host, whatever it was asked to be. Browsers read `\` as
/// `/`, drop control characters, and take `//host` for another host; nothing of that passes.
final class ReturnPath {
    static final String HOME = "/";
    private static final int LONGEST = 1_024;
    private static final String WORD = "[A-Za-z0-9._~!$&'()*+,;=:@%-]";
    private static final Pattern LOCAL =
            Pattern.compile("/(" + WORD + "+/)*" + WORD + "*(\\?(" + WORD + "|[/?])*)?(#(" + WORD + "|[/?])*)?");
    private static final Pattern DISGUISED = Pattern.compile("(?i)%(2f|5c|[01][0-9a-f]|7f)");
    private static final Pattern BROKEN = Pattern.compile("(?i)%(?![0-9a-f]{2})");

    private ReturnPath() {}

    /// The path that was asked for, or the home page where it is not surely one of this host.
    static String of(@Nullable String asked) {
        return asked != null && isLocal(asked) ? asked : HOME;
    }

    private static boolean isLocal(String asked) {
        return asked.length() <= LONGEST
                && LOCAL.matcher(asked).matches()
                && !BROKEN.matcher(asked).find()
                && !DISGUISED.matcher(pathOf(asked)).find();
    }

    private static String pathOf(String asked) {
        return asked.split("[?#]", 2)[0];
    }
}
