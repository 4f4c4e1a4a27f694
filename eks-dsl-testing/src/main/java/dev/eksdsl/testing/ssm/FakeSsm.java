package dev.eksdsl.testing.ssm;

import dev.eksdsl.testing.ec2.NodeImages;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.TaggedResource;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * AWS Systems Manager's parameter store: parameters with versions, labels and tags, for each account and region, and the
 * public parameters that name the images of EKS nodes. The key of a {@code SecureString} is a name only. Policies of
 * parameters are taken without effect.
 */
public final class FakeSsm implements FakeService {

    private final Parameters parameters;
    private final NodeImages images;

    /** @param images what AWS publishes for EKS nodes */
    public FakeSsm(World world, NodeImages images) {
        this.parameters = new Parameters(world);
        this.images = images;
    }

    @Override
    public String signingName() {
        return "ssm";
    }

    @Override
    public void register(Operations operations) {
        new WriteOperations(parameters).register(operations);
        new ReadOperations(parameters, images).register(operations);
        new DescribeOperations(parameters).register(operations);
        new LabelOperations(parameters).register(operations);
        new ParameterTags(parameters).register(operations);
    }

    @Override
    public void reset() {
        parameters.clear();
    }

    /** All parameters of customers, sorted. */
    @Override
    public List<InventoryItem> inventory() {
        return parameters.all().stream()
                .map(parameter -> new InventoryItem("ssm", "parameter", parameter.arn(), parameter.tags))
                .toList();
    }

    @Override
    public List<TaggedResource> tagged(Caller caller) {
        return parameters.of(caller).stream()
                .map(parameter -> new TaggedResource(parameter.arn(), "ssm:parameter", parameter.tags))
                .toList();
    }

    @Override
    public boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        Optional<FakeParameter> found = parameters.byArn(arn);
        found.ifPresent(parameter -> {
            ParameterTags.add(parameter, set);
            parameter.tags.keySet().removeAll(removed);
        });
        return found.isPresent();
    }
}
