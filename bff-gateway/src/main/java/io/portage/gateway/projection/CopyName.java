package io.portage.gateway.projection;

import io.portage.gateway.caller.Caller;
import io.portage.gateway.upstream.UpstreamRequest;
import java.util.List;
import java.util.stream.Stream;

/// What a copy is found by. Somebody else's read, one with other rights or in another session, and one that asks for
/// another form, have another name.
///
/// @param caller who read it, with all that the token allowed then
/// @param operation id of the operation
/// @param target raw path and query
/// @param form what the headers say that select a form of the answer
record CopyName(Caller caller, String operation, String target, List<String> form) {
    /// Whether or not a service says by `Vary` that it looks at them.
    private static final List<String> SELECTING = List.of("Accept", "Accept-Encoding", "Accept-Language", "Prefer");

    private static final int OVERHEAD = 256;

    CopyName {
        form = List.copyOf(form);
    }

    static CopyName of(Caller caller, String operation, UpstreamRequest request) {
        return new CopyName(caller, operation, request.target(), form(request));
    }

    private static List<String> form(UpstreamRequest request) {
        return SELECTING.stream()
                .map(name -> {
                    var value = request.list(name);
                    return value == null ? "" : value;
                })
                .toList();
    }

    /// What somebody reads, in whichever session, with whichever rights and in whichever form.
    record Resource(Caller.Identity caller, String operation, String target) {}

    Resource resource() {
        return new Resource(caller.identity(), operation, target);
    }

    /// Roughly what it takes to keep.
    long size() {
        return OVERHEAD
                + Stream.concat(Stream.of(target), form.stream())
                        .mapToLong(String::length)
                        .sum();
    }
}
