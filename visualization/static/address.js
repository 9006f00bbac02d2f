// Address: a state becomes the page's address, in the words in which the server reads it.

const PLAIN = (text) => encodeURIComponent(text).replace(/%3A/g, ":").replace(/%2C/g, ",").replace(/%3D/g, "=");

export const number = (value) => String(+(+value).toPrecision(10));

export function writeEvent(event) {
  const sizes = { month: event.month, ...event.sizes };
  const text = (value) => (typeof value === "number" ? number(value) : String(value));
  return `${event.kind}:${Object.entries(sizes)
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${name}=${text(value)}`)
    .join(",")}`;
}

export function write(state, said = null) {
  const parts = [["v", "1"], ["m", state.model], ["t", state.town]];
  if (state.own) {
    const events = [...state.events].sort((a, b) => a.month - b.month);
    parts.push(...(events.length ? events.map((it) => ["e", writeEvent(it)]) : [["e", ""]]));
  }
  for (const [name, value] of Object.entries(state.parameters)) parts.push(["p", `${name}:${number(value)}`]);
  for (const name of state.off) parts.push(["x", name]);
  if (state.months !== 120) parts.push(["h", String(state.months)]);
  if (state.seed !== 1) parts.push(["k", String(state.seed)]);
  parts.push(["c", state.charts.join(",")]);
  if (state.month) parts.push(["month", String(state.month)]);
  if (state.follow >= 0) parts.push(["follow", String(state.follow)]);
  if (said !== null) parts.push(["said", number(said)]);
  if (state.unit !== "assistance") parts.push(["u", state.unit]);
  parts.push(["l", state.language], ["view", state.view]);
  return parts.map(([name, value]) => `${name}=${PLAIN(value)}`).join("&");
}
