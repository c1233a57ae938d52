/// Rules: what happens to headers besides the proof.
@NullMarked
package io.portage.kong.rule.headers;

import org.jspecify.annotations.NullMarked;
