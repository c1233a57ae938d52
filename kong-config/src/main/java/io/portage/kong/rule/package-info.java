/// Rules beyond the proof: one in each file, one page for each.
@NullMarked
package io.portage.kong.rule;

import org.jspecify.annotations.NullMarked;
