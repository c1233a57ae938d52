@NullMarked
package io.portage.kong.lua;

import org.jspecify.annotations.NullMarked;
