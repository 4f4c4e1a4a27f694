/**
 * Security groups of our own, beside the one that EKS makes. Entry type: {@link
 * dev.eksdsl.resource.securitygroup.SecurityGroupType}.
 */
@NullMarked
package dev.eksdsl.resource.securitygroup;

import org.jspecify.annotations.NullMarked;
