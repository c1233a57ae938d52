package io.portage.gateway.idempotency.model;

import io.portage.gateway.idempotency.Redrive;

/// The service that owns the mutation: what took effect there, and for how long it would know a repeat.
///
/// @param effects how many so far; an effect's number is its answer
record Service(int effects, Memory x, Memory y) {
    private static final long FOR_EVER = Long.MAX_VALUE / 4;

    /// What it remembers of one request.
    ///
    /// @param answer 0 for nothing
    record Memory(int answer, long until) {
        static final Memory NONE = new Memory(0, 0);

        Memory later(Span span) {
            if (until == FOR_EVER || answer == 0) {
                return this;
            }
            long left = span.until(until, 0);
            return left == 0 ? NONE : new Memory(answer, left);
        }
    }

    static final Service NEW = new Service(0, Memory.NONE, Memory.NONE);

    /// The answer it remembers; 0 where a request is new to it.
    int remembered(Request request) {
        return memory(request).answer();
    }

    Memory memory(Request request) {
        return request == Request.X ? x : y;
    }

    /// One more effect.
    Service took(Request request, Redrive redrive) {
        var memory = switch (redrive) {
            case Redrive.Never() -> Memory.NONE;
            case Redrive.Within _ -> new Memory(effects + 1, Times.MEMORY);
            case Redrive.Always() -> new Memory(effects + 1, FOR_EVER);
        };
        return request == Request.X ? new Service(effects + 1, memory, y) : new Service(effects + 1, x, memory);
    }

    Service later(Span span) {
        return new Service(effects, x.later(span), y.later(span));
    }
}
