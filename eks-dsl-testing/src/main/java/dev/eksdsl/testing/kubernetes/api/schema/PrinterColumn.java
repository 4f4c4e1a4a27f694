package dev.eksdsl.testing.kubernetes.api.schema;

/**
 * A column of a table.
 *
 * @param cell a JSON pointer into the object
 * @param priority 0 for columns that are always shown, 1 for those of wide tables
 */
public record PrinterColumn(String name, String type, String format, String cell, int priority) {}
