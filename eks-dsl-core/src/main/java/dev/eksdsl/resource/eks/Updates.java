package dev.eksdsl.resource.eks;

import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ResourceFailedException;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DescribeUpdateRequest;
import software.amazon.awssdk.services.eks.model.Update;

/**
 * Waits for an update that EKS has begun.
 *
 * @param what what is updated, such as {@code node group api}
 * @param request asks how far it is
 * @param then looks at the resource once the update has succeeded
 * @param <O> the kind's state
 */
public record Updates<O>(String what, DescribeUpdateRequest request, Progress.Look<O> then) {

    /** @param begun what the call that began it has answered */
    public static <O> Progress<O> await(
            Update begun, String what, DescribeUpdateRequest.Builder request, Progress.Look<O> then) {
        Updates<O> updates = new Updates<>(what, request.updateId(begun.id()).build(), then);
        return Progress.waiting(begun.statusAsString(), updates::look);
    }

    private Progress<O> look(Acting acting) {
        Update update = acting.aws().eks(EksClient::describeUpdate, request).update();
        return switch (update.statusAsString()) {
            case "Successful" -> then.look(acting);
            case "Failed", "Cancelled" ->
                throw new ResourceFailedException(
                        update.typeAsString() + " of " + what + " is " + update.statusAsString(),
                        update.errors().stream()
                                .map(e -> e.errorCodeAsString() + ": " + e.errorMessage())
                                .collect(Collectors.joining("; ")));
            default -> Progress.waiting(update.statusAsString(), this::look);
        };
    }
}
