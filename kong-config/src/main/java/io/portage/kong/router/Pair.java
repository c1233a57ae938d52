package io.portage.kong.router;

import io.portage.kong.model.Route;

/// Two routes that meet.
public record Pair(Route one, Route other) {}
