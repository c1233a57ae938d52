/// Reads Lua without running it: which request headers a piece of code touches, and where nobody can say.
@NullMarked
package io.portage.kong.lua;

import org.jspecify.annotations.NullMarked;
