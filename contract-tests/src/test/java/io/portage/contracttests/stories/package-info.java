/// What the requirement documents tell of each service, lived through: gateway in front, stub service behind.
@NullMarked
package io.portage.contracttests.stories;

import org.jspecify.annotations.NullMarked;
