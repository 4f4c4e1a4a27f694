package dev.eksdsl.resource;

/** What is to be done with a resource. */
public enum Action {
    CREATE("+"),
    UPDATE("~"),
    /** Delete and create again. */
    REPLACE("±"),
    DELETE("-"),
    /** It is as wanted. */
    NONE(" ");

    private final String symbol;

    Action(String symbol) {
        this.symbol = symbol;
    }

    /** The sign that stands for the action in texts. */
    public String symbol() {
        return symbol;
    }
}
