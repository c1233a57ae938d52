package io.portage.gateway.mutation;

/// The bytes that the body of one request holds; given back once.
final class BodyShare {
    private final Room room;
    private long own;
    private boolean over;

    BodyShare(Room room) {
        this.room = room;
    }

    /// What bodies have in common.
    interface Room {
        /// @throws RuntimeException where there is no room for them
        void take(int bytes);

        void giveBack(long bytes);
    }

    synchronized void take(int bytes) {
        if (over) {
            // a time-out ended the request while another thread brought these: nobody would give them back
            return;
        }
        room.take(bytes);
        own += bytes;
    }

    synchronized void giveBack() {
        room.giveBack(own);
        own = 0;
        over = true;
    }
}
