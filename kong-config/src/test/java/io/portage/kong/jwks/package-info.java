@NullMarked
package io.portage.kong.jwks;

import org.jspecify.annotations.NullMarked;
