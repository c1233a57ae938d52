/// The Kong configuration that we ship, and the verifier that proves of any that the sync headers pass it.
@NullMarked
package io.portage.kong;

import org.jspecify.annotations.NullMarked;
