/// What verifying bearer tokens costs.
@NullMarked
package io.portage.bench.bearer;

import org.jspecify.annotations.NullMarked;
