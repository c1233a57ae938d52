/// Strict JSON, read once: for pointers, conditions and the fingerprint.
@NullMarked
package io.portage.gateway.json;

import org.jspecify.annotations.NullMarked;
