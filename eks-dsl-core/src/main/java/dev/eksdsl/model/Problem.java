package dev.eksdsl.model;

/**
 * Something that AWS would refuse, or that the user would regret.
 *
 * @param severity errors block a plan, warnings are printed with it
 * @param code stable and short, such as {@code EKS-V01}: look it up in {@code docs/problems.md}
 * @param path where in the declaration, such as {@code nodeGroup[api].scaling.max}
 * @param reason what is wrong, in one sentence without a full stop
 * @param fix what to write instead
 */
public record Problem(Severity severity, String code, String path, String reason, String fix) {

    /** What users wrote is quoted in paths and reasons, and may hold anything. */
    public Problem {
        path = PrintableText.of(path);
        reason = PrintableText.of(reason);
        fix = PrintableText.of(fix);
    }

    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public static Problem error(String code, String path, String reason, String fix) {
        return new Problem(Severity.ERROR, code, path, reason, fix);
    }

    public static Problem warning(String code, String path, String reason, String fix) {
        return new Problem(Severity.WARNING, code, path, reason, fix);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line: code, path, reason, fix. */
    @Override
    public String toString() {
        return "[" + code + "] " + path + ": " + reason + " → " + fix;
    }
}
