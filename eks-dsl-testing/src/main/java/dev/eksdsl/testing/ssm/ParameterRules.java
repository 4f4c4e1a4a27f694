package dev.eksdsl.testing.ssm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** What names and values of parameters must be (Systems Manager API reference, PutParameter). */
final class ParameterRules {

    private static final int MOST_LEVELS = 15;
    private static final int STANDARD_LENGTH = 4096;
    private static final int ADVANCED_LENGTH = 8192;
    private static final Pattern LEVEL = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Set<String> DATA_TYPES = Set.of("text", "aws:ec2:image", "aws:ssm:integration");

    /** What the parameter store says of a path that is none. */
    static final String NO_PATH =
            "The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward"
                    + " slash \"/\". It can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). It must use only"
                    + " letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special"
                    + " characters are not allowed. All sub-paths, if specified, must use the forward slash symbol"
                    + " \"/\". Valid example: /get/parameters2-/by1./path0_.";

    private ParameterRules() {}

    static void name(String name) {
        String bare = name.startsWith("/") ? name.substring(1) : name;
        List<String> levels = Arrays.asList(bare.split("/", -1));
        String start = bare.toLowerCase(Locale.ROOT);
        if (start.startsWith("aws")) {
            if (name.startsWith("/") && start.startsWith("aws/")) {
                throw SsmFaults.refuse("AccessDeniedException", "No access to reserved parameter name: " + name + ".");
            }
            throw SsmFaults.invalid(prefixed("aws"));
        }
        if (start.startsWith("ssm")) {
            throw SsmFaults.invalid(prefixed("ssm"));
        }
        if (levels.size() > 1 && !name.startsWith("/")) {
            throw SsmFaults.invalid("Parameter name must be a fully qualified name.");
        }
        if (!levels.stream().allMatch(level -> LEVEL.matcher(level).matches())) {
            throw SsmFaults.invalid(
                    "Parameter name: can only include letters, numbers and the following symbols: .-_/");
        }
        if (levels.size() > MOST_LEVELS) {
            throw SsmFaults.refuse(
                    "HierarchyLevelLimitExceededException",
                    "A hierarchy can have a maximum of " + MOST_LEVELS + " levels.");
        }
    }

    private static String prefixed(String word) {
        return "Parameter name: can't be prefixed with \"" + word + "\" (case-insensitive). If formed as a path, it can"
                + " consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters,"
                + " numbers and the following 3 symbols .-_";
    }

    static void value(PutParameterRequest request, @Nullable String pattern) {
        if (pattern != null) {
            try {
                if (!Pattern.compile(pattern).matcher(request.value()).find()) {
                    throw SsmFaults.refuse(
                            "ParameterPatternMismatchException",
                            "Parameter value, cannot be validated against allowedPattern: " + pattern);
                }
            } catch (PatternSyntaxException e) {
                throw SsmFaults.refuse(
                        "InvalidAllowedPatternException",
                        "The request does not meet the regular expression requirement.");
            }
        }
        if (request.dataType() != null && !DATA_TYPES.contains(request.dataType())) {
            throw SsmFaults.invalid("The following data type is not supported: " + request.dataType()
                    + " (Data type names are all lowercase.)");
        }
        if (request.value().length() > ADVANCED_LENGTH) {
            throw SsmFaults.invalid("The maximum length of a parameter value is " + ADVANCED_LENGTH + " characters.");
        }
    }

    /** The tier that the parameter comes to have. */
    static ParameterTier tier(PutParameterRequest request, @Nullable ParameterTier present) {
        boolean advanced = present == ParameterTier.ADVANCED;
        boolean large = request.value().length() > STANDARD_LENGTH;
        ParameterTier asked = request.tier();
        if (asked == ParameterTier.STANDARD && advanced) {
            throw SsmFaults.invalid("This parameter uses the advanced-parameter tier. You can't downgrade a parameter"
                    + " from the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete"
                    + " the advanced parameter and recreate it as a standard parameter.");
        }
        if (asked == ParameterTier.INTELLIGENT_TIERING) {
            return advanced || large || request.policies() != null ? ParameterTier.ADVANCED : ParameterTier.STANDARD;
        }
        if (asked == ParameterTier.ADVANCED || advanced) {
            return ParameterTier.ADVANCED;
        }
        if (large) {
            throw SsmFaults.invalid(
                    "Standard tier parameters support a maximum parameter value of " + STANDARD_LENGTH
                            + " characters. To create a larger parameter value, upgrade the parameter to use the"
                            + " advanced-parameter tier. For more information, see"
                            + " https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html");
        }
        return ParameterTier.STANDARD;
    }

    /** The start of all names below a path. */
    static String folder(String path) {
        String below = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        boolean good = below.equals("/")
                || below.startsWith("/")
                        && Arrays.stream(below.substring(1).split("/", -1))
                                .allMatch(level -> LEVEL.matcher(level).matches());
        if (!good) {
            throw SsmFaults.invalid(NO_PATH);
        }
        return below.equals("/") ? below : below + "/";
    }
}
