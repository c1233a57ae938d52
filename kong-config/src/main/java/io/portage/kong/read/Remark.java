package io.portage.kong.read;

/// Something that showed while a file was read.
///
/// @param rule what kind of thing
/// @param error whether it keeps the file from being used
public record Remark(String rule, boolean error, String message, Position at) {}
