package io.portage.kong.read;

/// A file before it is read.
///
/// @param name as it was given
public record Source(String name, byte[] bytes) {}
