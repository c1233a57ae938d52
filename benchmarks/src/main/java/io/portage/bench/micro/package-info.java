/// What the parts of the engine cost, each by itself, under JMH.
@NullMarked
package io.portage.bench.micro;

import org.jspecify.annotations.NullMarked;
