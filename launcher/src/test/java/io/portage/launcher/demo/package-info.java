/// Tests of io.portage.launcher.demo.
@NullMarked
package io.portage.launcher.demo;

import org.jspecify.annotations.NullMarked;
