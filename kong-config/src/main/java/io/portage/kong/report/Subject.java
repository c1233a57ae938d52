package io.portage.kong.report;

import io.portage.kong.read.Source;
import io.portage.kong.verify.Options;
import io.portage.kong.verify.Verification;
import java.util.List;

/// A verification, and what it was made of.
///
/// @param sources the files it is of
public record Subject(Verification verification, List<Source> sources, Options options) {}
