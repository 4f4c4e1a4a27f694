package dev.eksdsl;

import java.util.function.Consumer;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPolicyWriter;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** Declares what the pods of a service account may do in AWS. Not thread-safe. */
public final class IrsaBuilder {

    private final ImmutableIrsaSpec.Builder spec = ImmutableIrsaSpec.builder();
    private final IamPolicy.Builder statements = IamPolicy.builder();
    private boolean hasStatements;

    IrsaBuilder(String namespace, String serviceAccount) {
        spec.namespace(namespace).serviceAccount(serviceAccount);
    }

    /** Adds an AWS-managed policy by its name, such as {@code AmazonS3ReadOnlyAccess}, or any managed policy by its ARN. */
    public IrsaBuilder managedPolicy(String nameOrArn) {
        spec.addManagedPolicies(nameOrArn);
        return this;
    }

    /** Adds a statement to the role's inline policy. */
    public IrsaBuilder statement(Consumer<IamStatement.Builder> statement) {
        statements.addStatement(statement);
        hasStatements = true;
        return this;
    }

    /** Adds an inline policy. */
    public IrsaBuilder policy(String name, IamPolicy policy) {
        spec.putInlinePolicies(name, policy.toJson());
        return this;
    }

    /** The role's name. Default: derived from cluster, region, namespace and service account. */
    public IrsaBuilder roleName(String name) {
        spec.roleName(name);
        return this;
    }

    /** The ARN of a policy that bounds what the role may do. */
    public IrsaBuilder permissionsBoundary(String arn) {
        spec.permissionsBoundary(arn);
        return this;
    }

    IrsaSpec build() {
        if (hasStatements) {
            spec.putInlinePolicies("statements", statements.build().toJson(IamPolicyWriter.create()));
        }
        return spec.build();
    }
}
