/// Breaks gateways, Redis and services while clients send mutations, and checks what each mutation came to.
@NullMarked
package io.portage.launcher.chaos;

import org.jspecify.annotations.NullMarked;
