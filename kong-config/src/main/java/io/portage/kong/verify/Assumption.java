package io.portage.kong.verify;

/// Something outside the file that a proof rests on.
///
/// @param id such as `connection-nominates`
/// @param closed whether something, such as the plugin header-guard or a kong.conf, makes it true
public record Assumption(String id, boolean closed, String message) {}
