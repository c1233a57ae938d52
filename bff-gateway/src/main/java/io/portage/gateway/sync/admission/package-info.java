/// Who may begin now, so that bursts drain without anybody else having to wait for them.
@NullMarked
package io.portage.gateway.sync.admission;

import org.jspecify.annotations.NullMarked;
