/** Objects as the rows of a table, as {@code kubectl get} prints them. Entry: {@link dev.eksdsl.testing.kubernetes.api.table.Tables}. */
@NullMarked
package dev.eksdsl.testing.kubernetes.api.table;

import org.jspecify.annotations.NullMarked;
