package io.portage.kong.model;

import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.List;

/// A name with several targets behind it.
///
/// @param fields as declared
public record Upstream(Position at, String name, List<String> targets, Node.Mapping fields) {}
