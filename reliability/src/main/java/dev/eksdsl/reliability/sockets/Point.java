package dev.eksdsl.reliability.sockets;

/**
 * A call of a life: the nth of its name in its stage.
 *
 * @param nth from 1
 */
record Point(Wish stage, String call, int nth, boolean isRead) {

    @Override
    public String toString() {
        return stage.text() + " " + call + " #" + nth;
    }
}
