package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.iam.model.DeleteSigningCertificateRequest;
import software.amazon.awssdk.services.iam.model.DeleteSigningCertificateResponse;
import software.amazon.awssdk.services.iam.model.ListSigningCertificatesRequest;
import software.amazon.awssdk.services.iam.model.ListSigningCertificatesResponse;
import software.amazon.awssdk.services.iam.model.SigningCertificate;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateSigningCertificateRequest;
import software.amazon.awssdk.services.iam.model.UpdateSigningCertificateResponse;
import software.amazon.awssdk.services.iam.model.UploadSigningCertificateRequest;
import software.amazon.awssdk.services.iam.model.UploadSigningCertificateResponse;

/** The operations on X.509 signing certificates of users: at most two each. */
final class SigningCertificates {

    /** IAM user guide, "IAM and AWS STS quotas". */
    private static final int MOST_CERTIFICATES = 2;

    private static final int ID_LENGTH = 32;

    private final IamState iam;

    SigningCertificates(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(UploadSigningCertificateRequest.class, this::upload);
        operations.on(ListSigningCertificatesRequest.class, this::list);
        operations.on(UpdateSigningCertificateRequest.class, this::update);
        operations.on(DeleteSigningCertificateRequest.class, this::delete);
    }

    private UploadSigningCertificateResponse upload(UploadSigningCertificateRequest request, Caller caller) {
        FakeUser user = iam.user(caller, request.userName());
        String body = request.certificateBody();
        requireCertificate(body);
        if (user.certificates.values().stream().anyMatch(each -> each.body.equals(body))) {
            throw new AwsFault(409, "DuplicateCertificate", "The certificate is already associated with the user.");
        }
        if (user.certificates.size() >= MOST_CERTIFICATES) {
            throw IamFaults.limit("CertificatesPerUser", MOST_CERTIFICATES);
        }
        String id = iam.world.ids().hex(ID_LENGTH).toUpperCase(Locale.ROOT);
        FakeCredential certificate = new FakeCredential(id, body, iam.world.now());
        user.certificates.put(id, certificate);
        return UploadSigningCertificateResponse.builder()
                .certificate(view(user, certificate))
                .build();
    }

    private static void requireCertificate(String body) {
        try {
            CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        } catch (CertificateException e) {
            throw new AwsFault(400, "MalformedCertificate", "Certificate " + body + " is malformed");
        }
    }

    private ListSigningCertificatesResponse list(ListSigningCertificatesRequest request, Caller caller) {
        FakeUser user = iam.user(caller, request.userName());
        Page<FakeCredential> page = Listing.page(
                List.copyOf(user.certificates.values()), each -> each.id, request.maxItems(), request.marker());
        return ListSigningCertificatesResponse.builder()
                .certificates(
                        page.items().stream().map(each -> view(user, each)).toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private UpdateSigningCertificateResponse update(UpdateSigningCertificateRequest request, Caller caller) {
        certificate(iam.user(caller, request.userName()), request.certificateId()).active =
                request.status() == StatusType.ACTIVE;
        return UpdateSigningCertificateResponse.builder().build();
    }

    private DeleteSigningCertificateResponse delete(DeleteSigningCertificateRequest request, Caller caller) {
        FakeUser user = iam.user(caller, request.userName());
        user.certificates.remove(certificate(user, request.certificateId()).id);
        return DeleteSigningCertificateResponse.builder().build();
    }

    private static FakeCredential certificate(FakeUser user, String id) {
        FakeCredential certificate = user.certificates.get(id);
        if (certificate == null) {
            throw IamFaults.notFound("The Certificate with id " + id + " cannot be found.");
        }
        return certificate;
    }

    private static SigningCertificate view(FakeUser user, FakeCredential certificate) {
        return SigningCertificate.builder()
                .userName(user.name)
                .certificateId(certificate.id)
                .certificateBody(certificate.body)
                .status(certificate.status())
                .uploadDate(certificate.uploaded)
                .build();
    }
}
