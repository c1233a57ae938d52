@NullMarked
package io.portage.bench.phones;

import org.jspecify.annotations.NullMarked;
