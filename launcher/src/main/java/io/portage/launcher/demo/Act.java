package io.portage.launcher.demo;

import java.time.Duration;

/// Something that is done in a step. Answers are remembered under the name that the act gives them.
sealed interface Act {
    /// A request through the gateway.
    record Send(String name, Draft draft) implements Act {}

    /// Two requests through the gateway, the second while the service is busy with the first.
    record SendBoth(String first, String second, Draft draft) implements Act {}

    /// A request through the gateway, of which the phone does not live to see the answer.
    record HangUp(Draft draft) implements Act {}

    /// A request through the gateway, repeated for as long as the first one with its key is still running.
    record AskAgain(String name, Draft draft) implements Act {}

    /// The same request past the gateway, to see the service's own bytes.
    record AskService(String name, String service, Draft draft) implements Act {}

    /// The service takes its time over the next request of that path.
    record SlowDown(String service, String path, Duration delay) implements Act {}

    /// The clock of stubs and gateway moves on, until the end of the step.
    record MoveClock(Duration by) implements Act {}

    /// A member of an earlier answer is kept under a name, for `{name}` in what follows.
    record Keep(String name, String answer, String member) implements Act {}
}
