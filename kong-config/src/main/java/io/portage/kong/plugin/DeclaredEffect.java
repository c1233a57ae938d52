package io.portage.kong.plugin;

/// One thing that a plugin does to a header of the request.
///
/// @param effect `set`, `add` or `clear`
/// @param phase in which it happens; `any` where that is not known
/// @param at file and line of the plugin; empty where a person declared it without
public record DeclaredEffect(String header, String effect, String phase, String at) {}
