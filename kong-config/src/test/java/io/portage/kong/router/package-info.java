/// Tests of which route takes a request, and of routes in each other's way.
@NullMarked
package io.portage.kong.router;

import org.jspecify.annotations.NullMarked;
