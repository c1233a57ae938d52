/// Whether a caller may act for the patient a mutation names.
@NullMarked
package io.portage.gateway.delegation;

import org.jspecify.annotations.NullMarked;
