package dev.eksdsl.benchmarks.waiting;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one way took, over all seeds.
 *
 * @param ratio the time that it took over the bound of the same seed, on average
 * @param p95 the same ratio in the worst but five of a hundred runs
 * @param wasted seconds above the bound, on average
 * @param looks status calls, on average
 * @param calls all calls, on average
 */
record Row(String title, double ratio, double p95, double wasted, double looks, double calls) {

    /** One run, and the bound's under the same seed. */
    record Sample(Outcome outcome, Outcome bound) {

        double ratio() {
            return seconds(outcome) / seconds(bound);
        }

        double wasted() {
            return seconds(outcome) - seconds(bound);
        }

        private static double seconds(Outcome outcome) {
            return outcome.took().toMillis() / 1000.0;
        }
    }

    static Row of(String title, List<Sample> samples) {
        double[] ratios = samples.stream().mapToDouble(Sample::ratio).sorted().toArray();
        return new Row(
                title,
                mean(samples, Sample::ratio),
                ratios[(int) Math.ceil(0.95 * ratios.length) - 1],
                mean(samples, Sample::wasted),
                mean(samples, sample -> sample.outcome().looks()),
                mean(samples, sample -> sample.outcome().calls()));
    }

    private static double mean(List<Sample> samples, ToDoubleFunction<Sample> of) {
        return samples.stream().mapToDouble(of).average().orElseThrow();
    }
}
