/// What each plugin does to the headers of a request on its way to a service.
@NullMarked
package io.portage.kong.catalogue.effect;

import org.jspecify.annotations.NullMarked;
