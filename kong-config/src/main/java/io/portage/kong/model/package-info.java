/// A Kong configuration: services, routes, plugins and the rest, with references resolved.
@NullMarked
package io.portage.kong.model;

import org.jspecify.annotations.NullMarked;
