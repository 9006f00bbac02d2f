// Figures: what indicators say of a world, and what charts and bars draw of many.

const LINES = 12;
const BAND = [0.05, 0.95];
const MILLION = 1e-6;
export const ENOUGH = 20;
// Pairs from which there is a thick line, a band and a verdict.

function upto(series) {
  let sum = 0;
  return series.map((it) => { sum += it; return sum; });
}

// A share of the values lies below what is returned; between two of them in proportion.
export function quantile(values, share) {
  const order = Float64Array.from(values).sort();
  const at = share * (order.length - 1), low = Math.floor(at);
  return low + 1 < order.length ? order[low] + (at - low) * (order[low + 1] - order[low]) : order[low];
}

export const mean = (values) => values.reduce((sum, it) => sum + it, 0) / values.length;

const monthly = (series, of) => Float32Array.from(series[0], (_, month) => of(series.map((it) => it[month])));

// What each pair saves since the start.
const saved = (pairs, name) => pairs.map(([was, now]) => upto(Float64Array.from(was[name], (it, month) => it - now[name][month])));

export function drawn(pairs, { name, indicator, scale, net }) {
  const now = net ? saved(pairs, indicator).map((it) => it.map((value) => value * scale)) : pairs.map(([, it]) => it[indicator].map((value) => value * scale));
  const was = net ? new Float32Array(now[0].length) : monthly(pairs.map(([it]) => it[indicator].map((value) => value * scale)), mean);
  const [low, high] = BAND;
  const band = pairs.length < ENOUGH ? [] : [monthly(now, (it) => quantile(it, low)), monthly(now, mean), monthly(now, (it) => quantile(it, high))];
  return { name, was, lines: now.slice(0, LINES).map((it) => Float32Array.from(it)), band };
}

// What is saved in all, in millions: the mean, and both ends of the interval.
export function payer(pairs, name) {
  const all = saved(pairs, name).map((it) => it[it.length - 1] * MILLION);
  return { name, low: quantile(all, BAND[0]), mid: mean(all), high: quantile(all, BAND[1]) };
}

// A difference over the pairs, and whether nine in ten of them have one sign.
export function spread(values) {
  const low = quantile(values, BAND[0]), high = quantile(values, BAND[1]), middle = mean(values);
  return { mean: middle, low, high, agreeing: values.filter((it) => Math.sign(it) === Math.sign(middle)).length, gain: low > 0, loss: high < 0, clear: low > 0 || high < 0 };
}

// The median month from which a payer has the money back for good, 0 for never; and how many pairs have it at the end.
export function paidBack(pairs, cost = "municipal_cost") {
  const months = saved(pairs, cost).map((it) => {
    const below = it.findLastIndex((value) => value < 0);
    return below + 1 === it.length ? Infinity : below + 2;
  });
  const median = Float64Array.from(months).sort()[Math.floor((months.length - 1) / 2)];
  return { month: Number.isFinite(median) ? median : 0, pairs: months.filter(Number.isFinite).length };
}
