package dev.eksdsl.reliability.sockets;

/** What the proxy does to a call. */
enum Harm {
    THROTTLE("throttled", false, Sign.THROTTLE),
    ERROR_BEFORE("500 before the effect", false, Sign.ERROR),
    ERROR_AFTER("500 after the effect", true, Sign.ERROR),
    GARBLED("502 that is a page, after", true, Sign.GARBLED),
    DROP_BEFORE("connection dropped before", false, Sign.DROP),
    DROP_AFTER("connection dropped after", true, Sign.DROP),
    CUT("answer broken off half-way", true, Sign.CUT),
    HANG_BEFORE("no answer, before", false, Sign.SILENCE),
    HANG_AFTER("no answer, after", true, Sign.SILENCE);

    /** What the client sees of it. */
    enum Sign {
        THROTTLE,
        ERROR,
        GARBLED,
        DROP,
        CUT,
        SILENCE
    }

    private final String text;
    private final boolean effect;
    private final Sign sign;

    Harm(String text, boolean effect, Sign sign) {
        this.text = text;
        this.effect = effect;
        this.sign = sign;
    }

    /** Whether the call has its effect all the same. */
    boolean hasEffect() {
        return effect;
    }

    Sign sign() {
        return sign;
    }

    @Override
    public String toString() {
        return text;
    }
}
