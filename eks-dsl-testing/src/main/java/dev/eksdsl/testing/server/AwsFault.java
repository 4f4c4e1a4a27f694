package dev.eksdsl.testing.server;

import java.util.Map;

/** A refusal as AWS words it. Becomes the error response of whichever protocol the caller speaks. */
public final class AwsFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, Object> members;

    /**
     * @param status the HTTP status
     * @param code the error code as clients see it, such as {@code ResourceNotFoundException} or {@code NoSuchEntity}
     * @param message the text
     * @param members further modelled members of the error, such as {@code clusterName}
     */
    public AwsFault(int status, String code, String message, Map<String, Object> members) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.members = Map.copyOf(members);
    }

    public AwsFault(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Map<String, Object> members() {
        return members;
    }
}
