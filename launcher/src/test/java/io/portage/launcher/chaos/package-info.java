/// Tests of chaos.
@NullMarked
package io.portage.launcher.chaos;

import org.jspecify.annotations.NullMarked;
