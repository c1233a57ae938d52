/// Outcomes: each mutation takes effect at most once, and whoever asks again is answered truthfully.
@NullMarked
package io.portage.contracttests.outcomes;

import org.jspecify.annotations.NullMarked;
