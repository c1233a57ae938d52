@NullMarked
package io.portage.bench.load;

import org.jspecify.annotations.NullMarked;
