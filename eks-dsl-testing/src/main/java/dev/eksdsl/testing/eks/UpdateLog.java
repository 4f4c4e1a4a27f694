package dev.eksdsl.testing.eks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.ErrorDetail;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** The updates of one resource: the cluster, a node group, an add-on or a capability, each of which runs one at a time. */
final class UpdateLog {

    private final Map<String, Update> updates = new LinkedHashMap<>();

    /** The update that is under way. */
    Optional<Update> running() {
        return updates.values().stream()
                .filter(update -> update.status() == UpdateStatus.IN_PROGRESS)
                .findFirst();
    }

    Update begin(String id, UpdateType type, List<UpdateParam> params, Instant now) {
        Update update = Update.builder()
                .id(id)
                .type(type)
                .status(UpdateStatus.IN_PROGRESS)
                .params(params)
                .createdAt(now)
                .errors(List.of())
                .build();
        updates.put(id, update);
        return update;
    }

    void succeed(String id) {
        updates.computeIfPresent(id, (key, update) -> update.copy(copy -> copy.status(UpdateStatus.SUCCESSFUL)));
    }

    void fail(String id, String code, String message) {
        fail(id, code, message, List.of());
    }

    void fail(String id, String code, String message, List<String> resourceIds) {
        ErrorDetail detail = ErrorDetail.builder()
                .errorCode(code)
                .errorMessage(message)
                .resourceIds(resourceIds)
                .build();
        updates.computeIfPresent(
                id,
                (key, update) ->
                        update.copy(copy -> copy.status(UpdateStatus.FAILED).errors(detail)));
    }

    boolean isRunning(String id) {
        Update update = updates.get(id);
        return update != null && update.status() == UpdateStatus.IN_PROGRESS;
    }

    void change(String id, Consumer<Update.Builder> change) {
        updates.computeIfPresent(id, (key, update) -> update.copy(change));
    }

    @Nullable
    Update find(@Nullable String id) {
        return updates.get(String.valueOf(id));
    }

    /** The ids, newest first. */
    List<String> ids() {
        List<String> ids = new ArrayList<>(updates.keySet());
        Collections.reverse(ids);
        return ids;
    }

    static UpdateParam param(UpdateParamType type, @Nullable Object value) {
        return UpdateParam.builder().type(type).value(String.valueOf(value)).build();
    }
}
