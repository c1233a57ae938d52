/// Tests of io.portage.launcher.http.
@NullMarked
package io.portage.launcher.http;

import org.jspecify.annotations.NullMarked;
