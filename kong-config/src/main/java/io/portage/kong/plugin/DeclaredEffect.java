package io.portage.kong.plugin;

/// One thing that a plugin does to a header of the request.
///
/// @param header `*` in it stands for any text
/// @param effect `set`, `add`, `clear`, `mint` (sets it where it is absent or empty) or `keep` (sets it to its own
/// value)
/// @param phase in which it happens; `any` where that is not known
/// @param at file and line of the plugin; empty where a person declared it without
public record DeclaredEffect(String header, String effect, String phase, String at) {}
