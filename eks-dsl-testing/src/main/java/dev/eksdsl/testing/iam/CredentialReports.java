package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.model.GenerateCredentialReportRequest;
import software.amazon.awssdk.services.iam.model.GenerateCredentialReportResponse;
import software.amazon.awssdk.services.iam.model.GetCredentialReportRequest;
import software.amazon.awssdk.services.iam.model.GetCredentialReportResponse;
import software.amazon.awssdk.services.iam.model.ReportFormatType;
import software.amazon.awssdk.services.iam.model.ReportStateType;

/** The credential report: a table of all users with the state of their credentials, made anew after four hours at the earliest. */
final class CredentialReports {

    /** IAM user guide, "Get credential reports for your AWS account". */
    private static final Duration LASTING = Duration.ofHours(4);

    private static final String HEADER = "user,arn,user_creation_time,password_enabled,password_last_used,"
            + "password_last_changed,password_next_rotation,mfa_active,"
            + "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,"
            + "access_key_1_last_used_service,"
            + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,"
            + "access_key_2_last_used_service,"
            + "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";
    private static final String NONE = "N/A";

    private final IamState iam;

    CredentialReports(IamState iam) {
        this.iam = iam;
    }

    /** A report as it was made. */
    record Report(Instant made, String text) {}

    void register(Operations operations) {
        operations.on(GenerateCredentialReportRequest.class, this::generate);
        operations.on(GetCredentialReportRequest.class, this::get);
    }

    private GenerateCredentialReportResponse generate(GenerateCredentialReportRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        Instant now = iam.world.now();
        if (account.report != null && now.isBefore(account.report.made.plus(LASTING))) {
            return GenerateCredentialReportResponse.builder()
                    .state(ReportStateType.COMPLETE)
                    .build();
        }
        account.report = new Report(now, text(account));
        return GenerateCredentialReportResponse.builder()
                .state(ReportStateType.STARTED)
                .description("No report exists. Starting a new report generation task")
                .build();
    }

    private GetCredentialReportResponse get(GetCredentialReportRequest request, Caller caller) {
        Report report = iam.of(caller).report;
        if (report == null) {
            throw new AwsFault(410, "ReportNotPresent", "No report has been generated.");
        }
        return GetCredentialReportResponse.builder()
                .content(SdkBytes.fromUtf8String(report.text))
                .reportFormat(ReportFormatType.TEXT_CSV)
                .generatedTime(report.made)
                .build();
    }

    private static String text(AccountState account) {
        StringBuilder text = new StringBuilder(HEADER);
        account.users.values().forEach(user -> text.append('\n').append(String.join(",", row(user))));
        return text.toString();
    }

    private static List<String> row(FakeUser user) {
        List<String> row = new ArrayList<>(List.of(user.name, user.arn, user.created.toString()));
        row.add(String.valueOf(user.passwordSet != null));
        row.add(user.passwordSet == null ? NONE : "no_information");
        row.add(text(user.passwordSet));
        row.add(NONE);
        row.add(String.valueOf(!user.mfaDevices.isEmpty()));
        List<FakeAccessKey> keys = List.copyOf(user.keys.values());
        List<FakeCredential> certificates = List.copyOf(user.certificates.values());
        for (int i = 0; i < 2; i++) {
            FakeAccessKey key = i < keys.size() ? keys.get(i) : null;
            FakeAccessKey.Use use = key == null ? null : key.lastUse;
            row.add(String.valueOf(key != null && key.active));
            row.add(text(key == null ? null : key.created));
            row.add(text(use == null ? null : use.at()));
            row.add(use == null ? NONE : use.region());
            row.add(use == null ? NONE : use.service());
        }
        for (int i = 0; i < 2; i++) {
            FakeCredential certificate = i < certificates.size() ? certificates.get(i) : null;
            row.add(String.valueOf(certificate != null && certificate.active));
            row.add(text(certificate == null ? null : certificate.uploaded));
        }
        return row;
    }

    private static String text(@Nullable Instant moment) {
        return moment == null ? NONE : moment.toString();
    }
}
