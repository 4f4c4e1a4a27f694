package dev.eksdsl.testing.ec2;

import java.util.Map;
import software.amazon.awssdk.services.ec2.model.FlowLog;

/** A flow log: what it records and where to. It records nothing here, as there is no traffic. */
final class FakeFlowLog extends FakeResource {

    final FlowLog described;

    FakeFlowLog(String id, FlowLog described, Map<String, String> tags) {
        super(id, tags);
        this.described = described;
    }

    FlowLog view() {
        return described.toBuilder().tags(tagViews()).build();
    }
}
