package io.portage.kong.router;

import io.portage.kong.model.Route;
import java.util.List;

/// Two routes that are in each other's way.
///
/// @param route the one that loses, or the later one of equals
/// @param paths of it, as declared; those that it is about
/// @param whole whether it is about all of the route
/// @param other the one that wins, or the first one of equals
/// @param isDead whether the other wins each request; else nobody says which wins
/// @param example a request that both match
/// @param more how many other routes are as much in its way
public record Overlap(
        Route route, List<String> paths, boolean whole, Route other, boolean isDead, String example, int more) {}
