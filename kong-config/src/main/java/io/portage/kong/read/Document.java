package io.portage.kong.read;

import java.util.List;

/// What was found in a file.
///
/// @param root the Kong configuration; another value than a mapping where there is none
/// @param templated whether decK's templates stand in it
public record Document(Node root, boolean templated, List<Remark> remarks) {}
