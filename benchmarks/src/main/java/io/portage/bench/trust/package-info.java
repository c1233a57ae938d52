/// What a benchmark puts into a gateway, to see what the gateway is like without its verification of tokens.
@NullMarked
package io.portage.bench.trust;

import org.jspecify.annotations.NullMarked;
