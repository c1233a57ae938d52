/// What passes through the stubs and what happens to it: received requests, effects, faults, and the clock.
@NullMarked
package io.portage.stubs.traffic;

import org.jspecify.annotations.NullMarked;
