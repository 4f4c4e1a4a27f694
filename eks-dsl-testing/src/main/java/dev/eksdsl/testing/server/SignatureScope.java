package dev.eksdsl.testing.server;

import dev.eksdsl.testing.wire.FormFields;
import dev.eksdsl.testing.wire.WireRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an AWS Signature Version 4 says of a request, in its header or in a presigned query.
 *
 * @param accessKeyId the access key that signed
 * @param region the region of the credential scope
 * @param service the service of the credential scope
 */
public record SignatureScope(String accessKeyId, String region, String service) {

    private static final Pattern HEADER = Pattern.compile("Credential=([^,\\s]+)");
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?<key>[^/]+)/\\d{8}/(?<region>[^/]+)/(?<service>[^/]+)/aws4_request");

    /** The scope; empty if the request is not signed, or not in this way. */
    public static Optional<SignatureScope> of(WireRequest request) {
        Matcher header = HEADER.matcher(request.header("Authorization"));
        return header.find() ? parse(header.group(1)) : of(FormFields.parse(request.query()));
    }

    /** The scope of a presigned URL's query. */
    public static Optional<SignatureScope> of(FormFields query) {
        return parse(query.first("X-Amz-Credential"));
    }

    private static Optional<SignatureScope> parse(String credential) {
        Matcher matcher = CREDENTIAL.matcher(credential);
        return matcher.matches()
                ? Optional.of(
                        new SignatureScope(matcher.group("key"), matcher.group("region"), matcher.group("service")))
                : Optional.empty();
    }
}
