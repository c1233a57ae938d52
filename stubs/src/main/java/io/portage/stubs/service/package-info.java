/// The four services: one state machine each behind WireMock, and the raw port before it.
@NullMarked
package io.portage.stubs.service;

import org.jspecify.annotations.NullMarked;
