package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** What is in a version of a launch template: its rules, and its form as it is stored and answered. */
final class LaunchTemplateData {

    private LaunchTemplateData() {}

    /** @throws AwsFault if EC2 refuses the data before anything is launched from it */
    static void check(RequestLaunchTemplateData data) {
        String userData = data.userData();
        if (userData != null) {
            checkUserData(userData);
        }
        for (LaunchTemplateTagSpecificationRequest tags : data.tagSpecifications()) {
            TagRules.check(tags.tags());
        }
        boolean groupsInInterface = data.networkInterfaces().stream()
                .anyMatch(networkInterface -> !networkInterface.groups().isEmpty());
        if (groupsInInterface && !data.securityGroupIds().isEmpty()) {
            throw Ec2Faults.refuse(
                    "InvalidParameterCombination",
                    "Network interfaces and an instance-level security groups may not be specified on the same request");
        }
    }

    /** @throws AwsFault if the text is not Base64, or decodes to more than 16 KB */
    static void checkUserData(String userData) {
        byte[] decoded;
        try {
            decoded = Base64.getMimeDecoder().decode(userData);
        } catch (IllegalArgumentException e) {
            throw Ec2Faults.refuse("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
        }
        if (decoded.length > 16 * 1024) {
            throw Ec2Faults.invalid("User data is limited to 16384 bytes");
        }
    }

    static ResponseLaunchTemplateData stored(RequestLaunchTemplateData data) {
        return MemberCopy.into(ResponseLaunchTemplateData.builder(), data).build();
    }

    /** The newer data with what it leaves out from the older: whole members, not what is inside of them. */
    static ResponseLaunchTemplateData merged(SdkPojo newer, @Nullable ResponseLaunchTemplateData older) {
        ResponseLaunchTemplateData.Builder data =
                older == null ? ResponseLaunchTemplateData.builder() : older.toBuilder();
        return MemberCopy.into(data, newer).build();
    }
}
