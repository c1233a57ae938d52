/// Tests of the Kong configuration and its checks.
@NullMarked
package io.portage.kong;

import org.jspecify.annotations.NullMarked;
