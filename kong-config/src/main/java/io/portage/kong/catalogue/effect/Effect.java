package io.portage.kong.catalogue.effect;

import io.portage.kong.read.Position;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that a plugin instance can do to a request. Names of headers are in lower case.
public sealed interface Effect {
    /// The field that says so, such as `remove.headers`, or the reason.
    String detail();

    /// Where it says so.
    Position at();

    /// What is done to a header.
    enum Verb {
        /// Whatever is there goes.
        REMOVES,
        /// It gets a value, whatever was there.
        SETS,
        /// It gets another value, where it is there.
        REPLACES,
        /// It gets a value, where it is not there.
        ADDS,
        /// It gets one value more.
        APPENDS,
        /// It gets an id, where it is not there or empty.
        MINTS
    }

    /// @param always whether it happens to each request that comes so far
    record On(Verb verb, String header, boolean always, String detail, Position at) implements Effect {
        public On {
            header = header.toLowerCase(Locale.ROOT);
        }
    }

    /// Where the one header is there, the other gets its value, and the one goes.
    record Renames(String from, String to, String detail, Position at) implements Effect {
        public Renames {
            from = from.toLowerCase(Locale.ROOT);
            to = to.toLowerCase(Locale.ROOT);
        }
    }

    /// Kong answers by itself.
    ///
    /// @param trigger name of the header without which it does not; null where it always does
    record Ends(@Nullable String trigger, String detail, Position at) implements Effect {}

    /// Nobody can say what happens to headers whose names are like that.
    ///
    /// @param names names in lower case; `*` stands for any text
    record Anything(String names, String detail, Position at) implements Effect {
        private static final String ALL = "*";

        public Anything {
            names = names.toLowerCase(Locale.ROOT);
        }

        /// To any header.
        public Anything(String detail, Position at) {
            this(ALL, detail, at);
        }

        /// Whether that may happen to a header of that name; `_` counts as `-`.
        public boolean mayBeOn(String header) {
            var plain = names.replace('_', '-');
            int star = plain.indexOf(ALL);
            return header.length() >= plain.length() - 1
                    && header.startsWith(plain.substring(0, star))
                    && header.endsWith(plain.substring(plain.lastIndexOf(ALL) + 1));
        }
    }
}
