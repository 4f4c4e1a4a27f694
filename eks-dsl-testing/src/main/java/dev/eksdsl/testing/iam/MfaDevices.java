package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.DeactivateMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.DeactivateMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.EnableMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.EnableMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.GetMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.GetMfaDeviceResponse;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesRequest;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesResponse;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.iam.model.ResyncMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.ResyncMfaDeviceResponse;

/**
 * The operations on MFA devices of users: at most eight each (IAM user guide, "IAM and AWS STS quotas"). The fake does not
 * know the codes that a device shows, and takes any.
 */
final class MfaDevices {

    private static final int MOST_DEVICES = 8;

    private final IamState iam;

    MfaDevices(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(EnableMfaDeviceRequest.class, this::enable);
        operations.on(DeactivateMfaDeviceRequest.class, this::deactivate);
        operations.on(ResyncMfaDeviceRequest.class, this::resync);
        operations.on(GetMfaDeviceRequest.class, this::get);
        operations.on(ListMfaDevicesRequest.class, this::list);
    }

    private EnableMfaDeviceResponse enable(EnableMfaDeviceRequest request, Caller caller) {
        AccountState account = iam.of(caller);
        FakeUser user = account.user(request.userName());
        String serial = request.serialNumber();
        if (serial.startsWith("arn:") && !account.virtualDevices.containsKey(serial)) {
            throw VirtualMfaDevices.missing(serial);
        }
        if (holder(account, serial).isPresent()) {
            throw IamFaults.exists("MFA Device entity " + serial + " already exists.");
        }
        if (user.mfaDevices.size() >= MOST_DEVICES) {
            throw IamFaults.limit("MFADevicesPerUser", MOST_DEVICES);
        }
        user.mfaDevices.put(serial, iam.world.now());
        return EnableMfaDeviceResponse.builder().build();
    }

    /** Who uses a device. */
    static Optional<FakeUser> holder(AccountState account, String serial) {
        return account.users.values().stream()
                .filter(user -> user.mfaDevices.containsKey(serial))
                .findFirst();
    }

    private DeactivateMfaDeviceResponse deactivate(DeactivateMfaDeviceRequest request, Caller caller) {
        FakeUser user = iam.user(caller, request.userName());
        requireOwn(user, request.serialNumber());
        user.mfaDevices.remove(request.serialNumber());
        return DeactivateMfaDeviceResponse.builder().build();
    }

    private ResyncMfaDeviceResponse resync(ResyncMfaDeviceRequest request, Caller caller) {
        requireOwn(iam.of(caller).user(request.userName()), request.serialNumber());
        return ResyncMfaDeviceResponse.builder().build();
    }

    private GetMfaDeviceResponse get(GetMfaDeviceRequest request, Caller caller) {
        FakeUser user = iam.user(caller, request.userName());
        requireOwn(user, request.serialNumber());
        return GetMfaDeviceResponse.builder()
                .userName(user.name)
                .serialNumber(request.serialNumber())
                .enableDate(user.mfaDevices.get(request.serialNumber()))
                .build();
    }

    private static void requireOwn(FakeUser user, String serial) {
        if (!user.mfaDevices.containsKey(serial)) {
            throw new AwsFault(
                    404, "NoSuchEntity", "MFA device with serial number " + serial + " does not exist for the user.");
        }
    }

    private ListMfaDevicesResponse list(ListMfaDevicesRequest request, Caller caller) {
        FakeUser user = iam.user(caller, request.userName());
        Page<String> page = Listing.page(
                List.copyOf(user.mfaDevices.keySet()), serial -> serial, request.maxItems(), request.marker());
        return ListMfaDevicesResponse.builder()
                .mfaDevices(page.items().stream()
                        .map(serial -> MFADevice.builder()
                                .userName(user.name)
                                .serialNumber(serial)
                                .enableDate(user.mfaDevices.get(serial))
                                .build())
                        .toList())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }
}
