/// What a real Kong was seen to do, against what is said of it here.
@NullMarked
package io.portage.kong.trace;

import org.jspecify.annotations.NullMarked;
