/// What somebody decided to live with: waivers in the file, and a baseline of what was there before.
@NullMarked
package io.portage.kong.waiver;

import org.jspecify.annotations.NullMarked;
