/// What is refused before Spring sees it: bytes that are not HTTP as it should be.
@NullMarked
package io.portage.gateway.wire;

import org.jspecify.annotations.NullMarked;
