package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.model.AssignmentStatusType;
import software.amazon.awssdk.services.iam.model.CreateVirtualMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.CreateVirtualMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.DeleteVirtualMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.DeleteVirtualMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.ListMfaDeviceTagsRequest;
import software.amazon.awssdk.services.iam.model.ListMfaDeviceTagsResponse;
import software.amazon.awssdk.services.iam.model.ListVirtualMfaDevicesRequest;
import software.amazon.awssdk.services.iam.model.ListVirtualMfaDevicesResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.TagMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.UntagMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.UntagMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;

/** The operations on virtual MFA devices. Seed and QR code are made up: no device can be set up with them. */
final class VirtualMfaDevices {

    private static final int SEED_LENGTH = 64;

    private final IamState iam;

    VirtualMfaDevices(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(CreateVirtualMfaDeviceRequest.class, this::create);
        operations.on(ListVirtualMfaDevicesRequest.class, this::list);
        operations.on(DeleteVirtualMfaDeviceRequest.class, this::delete);
        operations.on(TagMfaDeviceRequest.class, this::tag);
        operations.on(UntagMfaDeviceRequest.class, this::untag);
        operations.on(ListMfaDeviceTagsRequest.class, this::listTags);
    }

    static AwsFault missing(String serial) {
        return IamFaults.notFound("VirtualMFADevice with serial number " + serial + " doesn't exist.");
    }

    private CreateVirtualMfaDeviceResponse create(CreateVirtualMfaDeviceRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        String serial = account.arn("mfa" + IamFaults.path(request.path()) + request.virtualMFADeviceName());
        IamTags tags = new IamTags(request.tags());
        if (account.virtualDevices.putIfAbsent(serial, tags) != null) {
            throw IamFaults.exists("MFADevice entity at the same path and name already exists.");
        }
        return CreateVirtualMfaDeviceResponse.builder()
                .virtualMFADevice(d -> d.serialNumber(serial)
                        .base32StringSeed(SdkBytes.fromUtf8String(iam.world
                                .ids()
                                .iam("")
                                .concat("A".repeat(SEED_LENGTH))
                                .substring(0, SEED_LENGTH)))
                        .qrCodePNG(SdkBytes.fromUtf8String(iam.world.ids().hex(SEED_LENGTH)))
                        .tags(tags.views()))
                .build();
    }

    private ListVirtualMfaDevicesResponse list(ListVirtualMfaDevicesRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        AssignmentStatusType status = request.assignmentStatus();
        List<String> all = account.virtualDevices.keySet().stream()
                .filter(serial -> status == null
                        || status == AssignmentStatusType.ANY
                        || (status == AssignmentStatusType.ASSIGNED)
                                == MfaDevices.holder(account, serial).isPresent())
                .toList();
        Page<String> page = Listing.page(all, serial -> serial, request.maxItems(), request.marker());
        return ListVirtualMfaDevicesResponse.builder()
                .virtualMFADevices(page.items().stream()
                        .map(serial -> view(account, serial))
                        .toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    /** Without tags of the device and without its secrets (IAM API reference, ListVirtualMFADevices). */
    private static VirtualMFADevice view(AccountState account, String serial) {
        VirtualMFADevice.Builder device = VirtualMFADevice.builder().serialNumber(serial);
        Optional<FakeUser> holder = MfaDevices.holder(account, serial);
        holder.ifPresent(user -> device.user(user.view()).enableDate(user.mfaDevices.get(serial)));
        return device.build();
    }

    private DeleteVirtualMfaDeviceResponse delete(DeleteVirtualMfaDeviceRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        String serial = request.serialNumber();
        tags(account, serial);
        if (MfaDevices.holder(account, serial).isPresent()) {
            throw IamFaults.conflict("MFA VirtualDevice in use. Must deactivate first.");
        }
        account.virtualDevices.remove(serial);
        return DeleteVirtualMfaDeviceResponse.builder().build();
    }

    private static IamTags tags(AccountState account, String serial) {
        IamTags tags = account.virtualDevices.get(serial);
        if (tags == null) {
            throw missing(serial);
        }
        return tags;
    }

    private TagMfaDeviceResponse tag(TagMfaDeviceRequest request, Caller caller) {
        tags(iam.of(caller), request.serialNumber()).add(request.tags());
        return TagMfaDeviceResponse.builder().build();
    }

    private UntagMfaDeviceResponse untag(UntagMfaDeviceRequest request, Caller caller) {
        tags(iam.of(caller), request.serialNumber()).remove(request.tagKeys());
        return UntagMfaDeviceResponse.builder().build();
    }

    private ListMfaDeviceTagsResponse listTags(ListMfaDeviceTagsRequest request, Caller caller) {
        Page<Tag> page = Listing.page(
                tags(iam.of(caller), request.serialNumber()).views(), Tag::key, request.maxItems(), request.marker());
        return ListMfaDeviceTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }
}
