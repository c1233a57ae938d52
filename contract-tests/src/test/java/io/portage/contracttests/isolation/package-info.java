/// No caller reaches another's tenant, name, key or patients.
@NullMarked
package io.portage.contracttests.isolation;

import org.jspecify.annotations.NullMarked;
