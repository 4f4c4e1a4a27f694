/** EBS volumes that a storage driver made for claims. Entry type: {@link dev.eksdsl.resource.volume.VolumeType}. */
@NullMarked
package dev.eksdsl.resource.volume;

import org.jspecify.annotations.NullMarked;
