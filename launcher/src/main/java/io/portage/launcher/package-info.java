/// Starts what a developer needs on one machine: stub services, stub identity provider and gateway.
@NullMarked
package io.portage.launcher;

import org.jspecify.annotations.NullMarked;
