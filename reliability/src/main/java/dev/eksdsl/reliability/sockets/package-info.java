/** The sample broken through real sockets: a proxy that harms calls, and processes that are killed. */
@NullMarked
package dev.eksdsl.reliability.sockets;

import org.jspecify.annotations.NullMarked;
