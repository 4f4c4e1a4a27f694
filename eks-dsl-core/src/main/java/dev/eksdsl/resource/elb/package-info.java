/** What the kinds of Elastic Load Balancing share: reading tags. Holds no kind. */
@NullMarked
package dev.eksdsl.resource.elb;

import org.jspecify.annotations.NullMarked;
