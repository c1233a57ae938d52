package io.portage.gateway.projection;

import java.util.concurrent.atomic.AtomicLong;

/// Bounds the bytes of all answers together that are held until they are complete.
final class HeldBytes {
    private final AtomicLong held = new AtomicLong();
    private final long most;
    private final long mostPerAnswer;

    HeldBytes(long most, long mostPerAnswer) {
        this.most = most;
        this.mostPerAnswer = mostPerAnswer;
    }

    Share share() {
        return new Share();
    }

    long held() {
        return held.get();
    }

    /// The bytes of one answer; given back once.
    final class Share {
        private long own;
        private boolean over;

        /// False where there is no room for so many more: then nothing was taken.
        synchronized boolean take(int bytes) {
            if (over || own + bytes > mostPerAnswer) {
                return false;
            }
            if (held.addAndGet(bytes) > most) {
                held.addAndGet(-bytes);
                return false;
            }
            own += bytes;
            return true;
        }

        synchronized void giveBack() {
            held.addAndGet(-own);
            own = 0;
            // parts that are still coming in would be given back by nobody
            over = true;
        }
    }
}
