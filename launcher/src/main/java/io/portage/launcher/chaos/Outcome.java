package io.portage.launcher.chaos;

/// What a phone saw of one request.
sealed interface Outcome {
    /// An answer, complete.
    ///
    /// @param code the problem's code; empty where there is none
    /// @param idempotency what the gateway says about the key; empty where it says nothing
    /// @param headers the values of those that a replay repeats
    /// @param body each byte a character
    record Answered(int status, String code, String idempotency, String headers, String body) implements Outcome {
        boolean isSuccess() {
            return status / 100 == 2;
        }

        /// Whether it worked and the gateway could write that down.
        boolean isRecorded() {
            return isSuccess() && !idempotency.equals("unknown");
        }

        @Override
        public String shown() {
            var words = (status + " " + code).strip();
            return idempotency.isEmpty() ? words : words + " (" + idempotency + ")";
        }
    }

    /// No answer, or half of one.
    record Lost(String why) implements Outcome {
        /// The one case in which the request has certainly not reached a gateway.
        static final Lost NO_CONNECTION = new Lost("no connection");

        @Override
        public String shown() {
            return why;
        }
    }

    /// In a few words, for counting and for reports.
    String shown();
}
