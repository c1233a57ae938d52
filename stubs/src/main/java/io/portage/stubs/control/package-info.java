/// The control API: how a test, a demo or a person looks into the stubs and steers them.
@NullMarked
package io.portage.stubs.control;

import org.jspecify.annotations.NullMarked;
