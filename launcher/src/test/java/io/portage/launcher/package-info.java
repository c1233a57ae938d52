/// Tests of io.portage.launcher.
@NullMarked
package io.portage.launcher;

import org.jspecify.annotations.NullMarked;
