package io.portage.kong.lua;

import io.portage.kong.read.Position;
import java.util.Locale;

/// One place where code touches a header of the request.
///
/// @param header its name, as it is written there; `*` in it stands for any text
/// @param function the outermost function that it stands in, such as `access`; empty where it stands in none
public record Touch(Effect effect, String header, Position at, String function) {
    /// What is done to a header.
    public enum Effect {
        SET,
        ADD,
        CLEAR,
        /// It gets a value where it is absent or empty.
        MINT,
        /// It gets the first of its own values, where it is there, or that of its twin with `_`.
        KEEP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
