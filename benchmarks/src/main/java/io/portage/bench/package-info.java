/// What Portage costs, measured: one command that starts everything, and a table at its end.
@NullMarked
package io.portage.bench;

import org.jspecify.annotations.NullMarked;
