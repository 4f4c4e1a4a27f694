package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork.LaunchTemplateView;
import dev.eksdsl.testing.server.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.LaunchTemplateSpecification;

/**
 * What EKS refuses in the launch template that a user gives a node group (EKS user guide, "Customize managed nodes with
 * launch templates"; texts as quoted in public).
 */
final class TemplateRules {

    private final Surroundings eks;

    TemplateRules(Surroundings eks) {
        this.eks = eks;
    }

    /** The version that the user means; empty if none was given, or a lenient world does not know it. */
    Optional<LaunchTemplateView> find(
            @Nullable LaunchTemplateSpecification asked, Caller caller, Map<String, Object> where) {
        if (asked == null) {
            return Optional.empty();
        }
        if ((asked.id() == null) == (asked.name() == null)) {
            throw Refusals.invalidParameter(
                    where, "Either provide launch template ID or launch template name in the request.");
        }
        String idOrName = asked.id() == null ? asked.name() : asked.id();
        Optional<LaunchTemplateView> found = eks.network().launchTemplate(caller, idOrName, asked.version());
        if (found.isEmpty() && !eks.world().isLenient()) {
            boolean exists =
                    eks.network().launchTemplate(caller, idOrName, null).isPresent();
            throw Refusals.invalidParameter(
                    where,
                    exists
                            ? "Launch template " + idOrName + " does not have a version " + asked.version() + "."
                            : "The specified launch template, with template " + (asked.id() == null ? "name " : "ID ")
                                    + idOrName + ", does not exist.");
        }
        return found;
    }

    /** Checks what a request may not say beside a template, whatever that says. */
    void checkRequest(CreateNodegroupRequest request, Map<String, Object> where) {
        if (request.launchTemplate() != null && request.diskSize() != null) {
            throw Refusals.invalidParameter(where, "Disk size must be specified within the launch template.");
        }
        if (request.launchTemplate() != null && request.remoteAccess() != null) {
            throw Refusals.invalidParameter(
                    where, "Remote access configuration cannot be specified with a launch template.");
        }
    }

    /** Checks the data of a template, and what the request says of the same. */
    void check(CreateNodegroupRequest request, @Nullable LaunchTemplateView template, Map<String, Object> where) {
        if (template == null) {
            return;
        }
        check(template, where);
        if (template.data().instanceType() != null && !request.instanceTypes().isEmpty()) {
            throw Refusals.invalidRequest(where, "Cannot specify instance types in launch template and API Request");
        }
        if (template.data().imageId() == null) {
            return;
        }
        if (request.amiTypeAsString() != null && !request.amiTypeAsString().equals("CUSTOM")) {
            throw Refusals.invalidParameter(
                    where,
                    "You cannot specify an AMI Type other than CUSTOM, when specifying an image id in your launch"
                            + " template.");
        }
        if (request.version() != null) {
            throw Refusals.invalidParameter(
                    where,
                    "You cannot specify a kubernetes version to use when specifying an image id to use within the launch"
                            + " template.");
        }
        if (request.releaseVersion() != null) {
            throw Refusals.invalidParameter(
                    where,
                    "You cannot specify a release version to use when specifying an image id to use within the launch"
                            + " template.");
        }
    }

    /** Checks what no template of a node group may say. */
    void check(LaunchTemplateView template, Map<String, Object> where) {
        ResponseLaunchTemplateData data = template.data();
        if (data.iamInstanceProfile() != null) {
            throw Refusals.invalidParameter(
                    where,
                    "Launch template should not specify an instance profile. The noderole in your request will be used to"
                            + " construct an instance profile.");
        }
        if (data.networkInterfaces().stream().anyMatch(each -> each.subnetId() != null)) {
            throw Refusals.invalidParameter(
                    where, "Launch template should not specify a subnet. Specify subnets in the request instead.");
        }
        if (data.instanceInitiatedShutdownBehavior() != null) {
            throw Refusals.invalidParameter(
                    where, "Launch template should not specify an instance initiated shutdown behavior.");
        }
        if (data.instanceMarketOptions() != null) {
            throw Refusals.invalidParameter(
                    where, "Launch template should not specify instance market options. Use capacityType instead.");
        }
        if (data.hibernationOptions() != null
                && Boolean.TRUE.equals(data.hibernationOptions().configured())) {
            throw Refusals.invalidParameter(where, "Launch template should not specify hibernation.");
        }
        if (data.imageId() == null && data.userData() != null && !isMime(data.userData())) {
            throw Refusals.invalidParameter(where, "User data was not in the MIME multipart format.");
        }
    }

    /** Bottlerocket's and Windows' user data are of other forms, which TOML's brackets and tags give away. */
    private static boolean isMime(String userData) {
        String text = new String(Base64.getMimeDecoder().decode(userData), StandardCharsets.UTF_8);
        return text.isBlank()
                || text.contains("MIME-Version:")
                || text.stripLeading().startsWith("[")
                || text.stripLeading().startsWith("<powershell>");
    }
}
