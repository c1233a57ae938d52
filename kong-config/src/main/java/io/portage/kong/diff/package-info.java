/// What a change to a configuration does to routes, plugin chains and headers.
@NullMarked
package io.portage.kong.diff;

import org.jspecify.annotations.NullMarked;
