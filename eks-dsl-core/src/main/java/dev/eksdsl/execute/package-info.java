/**
 * Runs plans: {@link dev.eksdsl.execute.Executor} starts one, {@link dev.eksdsl.execute.ProgressEvent} tells what happens,
 * {@link dev.eksdsl.execute.Report} what came of it. Waiting holds no thread; no resource kind is known here.
 *
 * <p>Threads and locks: a run's bookkeeping is guarded by one lock, which is never held during a call to AWS or to a
 * listener. Events reach a listener one at a time, in order.
 */
@NullMarked
package dev.eksdsl.execute;

import org.jspecify.annotations.NullMarked;
