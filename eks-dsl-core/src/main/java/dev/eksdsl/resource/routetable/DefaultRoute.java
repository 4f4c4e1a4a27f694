package dev.eksdsl.resource.routetable;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.eksdsl.model.Input;

/** Where what leaves the VPC (0.0.0.0/0) is sent. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(DefaultRoute.Internet.class), @JsonSubTypes.Type(DefaultRoute.Nat.class)})
public sealed interface DefaultRoute {

    /** The gateway's id. */
    Input target();

    /** To an internet gateway: what makes a subnet public. */
    record Internet(Input internetGateway) implements DefaultRoute {
        @Override
        public Input target() {
            return internetGateway;
        }
    }

    /** To a NAT gateway. */
    record Nat(Input natGateway) implements DefaultRoute {
        @Override
        public Input target() {
            return natGateway;
        }
    }
}
