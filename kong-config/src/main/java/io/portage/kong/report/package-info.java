/// Verifications as somebody reads them: on a screen, in a pipeline, in a browser.
@NullMarked
package io.portage.kong.report;

import org.jspecify.annotations.NullMarked;
