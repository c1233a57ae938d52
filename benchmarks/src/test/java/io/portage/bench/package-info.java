@NullMarked
package io.portage.bench;

import org.jspecify.annotations.NullMarked;
