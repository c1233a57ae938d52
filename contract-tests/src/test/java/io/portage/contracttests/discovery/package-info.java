/// What a client learns before it sends anything.
@NullMarked
package io.portage.contracttests.discovery;

import org.jspecify.annotations.NullMarked;
