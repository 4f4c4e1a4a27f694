package dev.eksdsl.testing.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.server.TypedCalls;
import dev.eksdsl.testing.tagging.FakeTagging;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AssignmentStatusType;
import software.amazon.awssdk.services.iam.model.CredentialReportNotPresentException;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.DuplicateSshPublicKeyException;
import software.amazon.awssdk.services.iam.model.EncodingType;
import software.amazon.awssdk.services.iam.model.InvalidPublicKeyException;
import software.amazon.awssdk.services.iam.model.MalformedCertificateException;
import software.amazon.awssdk.services.iam.model.ReportStateType;
import software.amazon.awssdk.services.iam.model.SSHPublicKey;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;

class UserCredentialsTest {

    private static final String KEY = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAQQ== ann@example.com";

    private final TypedCalls calls = new TypedCalls();
    private final FakeIam fake = calls.with(new FakeIam(calls.world()));
    private final IamClient iam = calls.client(IamClient.builder());

    @BeforeEach
    void user() {
        calls.with(new FakeTagging(calls.world(), () -> List.of(fake)));
        iam.createUser(q -> q.userName("ann"));
    }

    @Test
    void sshPublicKey_isUploadedOnce_switchedOffAndDeleted() {
        SSHPublicKey key = iam.uploadSSHPublicKey(q -> q.userName("ann").sshPublicKeyBody(KEY))
                .sshPublicKey();
        assertThat(key.sshPublicKeyId()).matches("APKA[A-Z0-9]{16}");
        assertThat(key.fingerprint()).matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");
        assertThatThrownBy(() -> iam.uploadSSHPublicKey(q -> q.userName("ann").sshPublicKeyBody(KEY)))
                .isInstanceOf(DuplicateSshPublicKeyException.class);
        assertThatThrownBy(() -> iam.uploadSSHPublicKey(q -> q.userName("ann").sshPublicKeyBody("nonsense")))
                .isInstanceOf(InvalidPublicKeyException.class);

        iam.updateSSHPublicKey(
                q -> q.userName("ann").sshPublicKeyId(key.sshPublicKeyId()).status(StatusType.INACTIVE));
        assertThat(iam.getSSHPublicKey(q -> q.userName("ann")
                                .sshPublicKeyId(key.sshPublicKeyId())
                                .encoding(EncodingType.SSH))
                        .sshPublicKey()
                        .status())
                .isEqualTo(StatusType.INACTIVE);
        assertThatThrownBy(() -> iam.deleteUser(q -> q.userName("ann"))).isInstanceOf(DeleteConflictException.class);
        iam.deleteSSHPublicKey(q -> q.userName("ann").sshPublicKeyId(key.sshPublicKeyId()));
        iam.deleteUser(q -> q.userName("ann"));
    }

    @Test
    void virtualMfaDevice_isAssignedToAUser_andMustBeDeactivatedFirst() {
        String serial = iam.createVirtualMFADevice(q -> q.path("/phones/").virtualMFADeviceName("ann"))
                .virtualMFADevice()
                .serialNumber();
        assertThat(serial).isEqualTo("arn:aws:iam::111122223333:mfa/phones/ann");
        iam.enableMFADevice(q -> q.userName("ann")
                .serialNumber(serial)
                .authenticationCode1("123456")
                .authenticationCode2("654321"));

        assertThat(iam.listVirtualMFADevices(q -> q.assignmentStatus(AssignmentStatusType.ASSIGNED))
                        .virtualMFADevices())
                .singleElement()
                .satisfies(device -> assertThat(device.user().userName()).isEqualTo("ann"));
        assertThatThrownBy(() -> iam.deleteVirtualMFADevice(q -> q.serialNumber(serial)))
                .isInstanceOf(DeleteConflictException.class);
        assertThatThrownBy(() -> iam.deleteUser(q -> q.userName("ann"))).isInstanceOf(DeleteConflictException.class);

        iam.deactivateMFADevice(q -> q.userName("ann").serialNumber(serial));
        iam.deleteVirtualMFADevice(q -> q.serialNumber(serial));
        assertThat(iam.listVirtualMFADevices().virtualMFADevices()).isEmpty();
    }

    @Test
    void textThatIsNoCertificate_isMalformed() {
        assertThatThrownBy(() ->
                        iam.uploadSigningCertificate(q -> q.userName("ann").certificateBody("nonsense")))
                .isInstanceOf(MalformedCertificateException.class);
        assertThat(iam.listSigningCertificates(q -> q.userName("ann")).certificates())
                .isEmpty();
    }

    @Test
    void credentialReport_isMadeFirst_andShowsEachUser() {
        assertThatThrownBy(iam::getCredentialReport).isInstanceOf(CredentialReportNotPresentException.class);
        iam.createAccessKey(q -> q.userName("ann"));

        assertThat(iam.generateCredentialReport().state()).isEqualTo(ReportStateType.STARTED);
        assertThat(iam.generateCredentialReport().state()).isEqualTo(ReportStateType.COMPLETE);
        String[] lines = iam.getCredentialReport().content().asUtf8String().split("\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[1].split(","))
                .hasSize(lines[0].split(",").length)
                .startsWith("ann")
                .contains("true");
    }

    @Test
    void taggingApi_findsPoliciesButNotUsers_andTagsBoth() {
        ResourceGroupsTaggingApiClient tags = calls.client(ResourceGroupsTaggingApiClient.builder());
        String policy = iam.createPolicy(q -> q.policyName("look").policyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"eks:List*","Resource":"*"}]}
                """))
                .policy()
                .arn();

        assertThat(tags.tagResources(q -> q.resourceARNList(policy, "arn:aws:iam::111122223333:user/ann")
                                .tags(Map.of("team", "web")))
                        .failedResourcesMap())
                .isEmpty();

        assertThat(tags.getResources().resourceTagMappingList())
                .extracting(ResourceTagMapping::resourceARN)
                .containsExactly(policy);
        assertThat(iam.listUserTags(q -> q.userName("ann")).tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEqualTo("web"));
    }
}
