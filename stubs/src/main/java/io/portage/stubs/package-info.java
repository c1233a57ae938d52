/// The four services and an identity provider as one process and as a test library.
@NullMarked
package io.portage.stubs;

import org.jspecify.annotations.NullMarked;
