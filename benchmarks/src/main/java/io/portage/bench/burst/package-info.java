/// What a burst costs, and how long it takes, compared with the single requests that it stands for.
@NullMarked
package io.portage.bench.burst;

import org.jspecify.annotations.NullMarked;
