package dev.eksdsl.resource.volume;

/**
 * A volume as found.
 *
 * @param id such as {@code vol-0a1b2c}
 * @param claim the claim that it was made for, {@code namespace/name}; empty if its tags do not tell
 * @param sizeGib its size in GiB
 * @param kept whether it is marked to stay
 */
public record VolumeState(String id, String claim, int sizeGib, boolean kept) {}
