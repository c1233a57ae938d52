/// Rules: how callers are recognised.
@NullMarked
package io.portage.kong.rule.auth;

import org.jspecify.annotations.NullMarked;
