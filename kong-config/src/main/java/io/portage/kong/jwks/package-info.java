/// The keys of an identity provider, in the form in which Kong's jwt plugin wants them.
@NullMarked
package io.portage.kong.jwks;

import org.jspecify.annotations.NullMarked;
