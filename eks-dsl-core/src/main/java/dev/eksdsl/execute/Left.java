package dev.eksdsl.execute;

import dev.eksdsl.model.ResourceId;

/**
 * Something that is still there after a destruction. A value.
 *
 * @param resource what it is
 * @param awsName what AWS calls it: an id, an ARN or a name
 * @param why why it is still there
 * @param isNew whether it has come up while the rest went, so that another try may delete it
 */
public record Left(ResourceId resource, String awsName, String why, boolean isNew) {

    /** One line: what, AWS's name for it, and why. */
    @Override
    public String toString() {
        return resource + (awsName.isEmpty() ? "" : " (" + awsName + ")") + ": " + why;
    }
}
