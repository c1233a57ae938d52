/// From files to verdicts.
@NullMarked
package io.portage.kong.verify;

import org.jspecify.annotations.NullMarked;
