/**
 * How long a graph of uncertain activities takes: {@link dev.eksdsl.forecast.Forecast} before the start, {@link
 * dev.eksdsl.forecast.RunningForecast} while it is under way. Knows neither plans nor AWS.
 */
@NullMarked
package dev.eksdsl.forecast;

import org.jspecify.annotations.NullMarked;
