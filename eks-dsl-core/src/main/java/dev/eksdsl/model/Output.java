package dev.eksdsl.model;

/**
 * A value that a resource has only once it exists, such as the id of a VPC or the ARN of a role. Written {@code
 * vpc/production.id}.
 *
 * @param resource whose value it is
 * @param name the value's name, as the resource's kind documents it
 */
public record Output(ResourceId resource, String name) {

    @Override
    public String toString() {
        return resource + "." + name;
    }
}
