package io.portage.kong.flow;

import java.util.List;

/// What becomes of one header on one route, over all chains that can run there.
///
/// @param because empty where it is preserved
/// @param whereSent whether the harm is done to requests that carry the header
/// @param whereNotSent whether it is done to requests that do not
public record HeaderVerdict(Verdict verdict, List<Cause> because, boolean whereSent, boolean whereNotSent) {
    static final HeaderVerdict PRESERVED = new HeaderVerdict(Verdict.PRESERVED, List.of());

    public HeaderVerdict {
        because = List.copyOf(because);
    }

    public HeaderVerdict(Verdict verdict, List<Cause> because) {
        this(verdict, because, false, false);
    }
}
