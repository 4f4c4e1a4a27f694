package dev.eksdsl.resource.networkinterface;

/**
 * A network interface as found.
 *
 * @param id such as {@code eni-0a1b2c}
 * @param subnet the subnet that it is in
 */
public record NetworkInterfaceState(String id, String subnet) {}
