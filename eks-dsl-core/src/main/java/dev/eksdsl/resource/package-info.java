/**
 * What every resource kind implements: {@link dev.eksdsl.resource.ResourceType}. The engine knows kinds only through it;
 * each kind lives in a folder of its own below this package.
 */
@NullMarked
package dev.eksdsl.resource;

import org.jspecify.annotations.NullMarked;
