@NullMarked
package io.portage.bench.engine;

import org.jspecify.annotations.NullMarked;
