@NullMarked
package io.portage.bench.burst;

import org.jspecify.annotations.NullMarked;
