package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.GetLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.GetLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.LoginProfile;
import software.amazon.awssdk.services.iam.model.UpdateLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.UpdateLoginProfileResponse;

/** The operations on passwords of users for the console. The fake keeps no password, only that there is one. */
final class LoginProfiles {

    private final IamState iam;

    LoginProfiles(IamState iam) {
        this.iam = iam;
    }

    void register(Operations operations) {
        operations.on(CreateLoginProfileRequest.class, this::create);
        operations.on(GetLoginProfileRequest.class, this::get);
        operations.on(UpdateLoginProfileRequest.class, this::update);
        operations.on(DeleteLoginProfileRequest.class, this::delete);
    }

    private CreateLoginProfileResponse create(CreateLoginProfileRequest request, Caller caller) {
        FakeUser user = iam.of(caller).user(request.userName());
        if (user.passwordSet != null) {
            throw IamFaults.exists("Login Profile for user " + user.name + " already exists.");
        }
        user.passwordSet = iam.world.now();
        user.passwordResetRequired = Boolean.TRUE.equals(request.passwordResetRequired());
        return CreateLoginProfileResponse.builder().loginProfile(view(user)).build();
    }

    private GetLoginProfileResponse get(GetLoginProfileRequest request, Caller caller) {
        return GetLoginProfileResponse.builder()
                .loginProfile(view(withPassword(caller, request.userName())))
                .build();
    }

    private UpdateLoginProfileResponse update(UpdateLoginProfileRequest request, Caller caller) {
        FakeUser user = withPassword(caller, request.userName());
        if (request.passwordResetRequired() != null) {
            user.passwordResetRequired = request.passwordResetRequired();
        }
        return UpdateLoginProfileResponse.builder().build();
    }

    private DeleteLoginProfileResponse delete(DeleteLoginProfileRequest request, Caller caller) {
        withPassword(caller, request.userName()).passwordSet = null;
        return DeleteLoginProfileResponse.builder().build();
    }

    private FakeUser withPassword(Caller caller, @Nullable String name) {
        FakeUser user = iam.of(caller).user(name);
        if (user.passwordSet == null) {
            throw IamFaults.notFound("Login Profile for User " + user.name + " cannot be found.");
        }
        return user;
    }

    private static LoginProfile view(FakeUser user) {
        return LoginProfile.builder()
                .userName(user.name)
                .createDate(user.passwordSet)
                .passwordResetRequired(user.passwordResetRequired)
                .build();
    }
}
