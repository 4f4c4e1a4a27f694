/**
 * Launch templates that Karpenter made. Entry type: {@link dev.eksdsl.resource.launchtemplate.LaunchTemplateType}.
 */
@NullMarked
package dev.eksdsl.resource.launchtemplate;

import org.jspecify.annotations.NullMarked;
