package dev.eksdsl.resource.nodegroup;

/**
 * A mark on nodes that keeps pods away unless they tolerate it. Key and effect together identify it.
 *
 * @param key 1 to 63 characters
 * @param value up to 63 characters; may be empty
 * @param effect what it does
 */
public record NodeTaint(String key, String value, TaintEffect effect) {

    @Override
    public String toString() {
        return key + "=" + value + ":" + effect;
    }
}
