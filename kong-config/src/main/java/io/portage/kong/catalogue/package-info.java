/// What Kong knows of its entities and plugins: fields, priorities per version, header effects.
@NullMarked
package io.portage.kong.catalogue;

import org.jspecify.annotations.NullMarked;
