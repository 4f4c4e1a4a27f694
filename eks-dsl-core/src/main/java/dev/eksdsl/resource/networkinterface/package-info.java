/**
 * Network interfaces that nothing uses any more. Entry type: {@link dev.eksdsl.resource.networkinterface.NetworkInterfaceType}.
 */
@NullMarked
package dev.eksdsl.resource.networkinterface;

import org.jspecify.annotations.NullMarked;
