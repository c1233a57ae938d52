package io.portage.kong.verify;

import io.portage.kong.model.Finding;
import io.portage.kong.model.KongConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of reading.
///
/// @param config null where a finding is an error: Kong would refuse it, or it cannot be read
public record Reading(List<Finding> findings, @Nullable KongConfig config) {}
