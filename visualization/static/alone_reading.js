// Reading: an address becomes a state, where no server reads it. What cannot be used is named.

import { exact, figure } from "./numbers.js";
import { plural, spoken } from "./words.js";

const MOST_ID = 2 ** 40;
const WHOLE = { h: ["months", 12], month: ["month", 0], follow: ["follow", 0, MOST_ID] };
const VIEWS = ["explore", "office", "why", "assumptions", "lessons", "about"];
const WORDS = { l: ["language", ["sv", "da", "en"]], view: ["view", VIEWS], u: ["unit", ["assistance", "children"]] };
const KNOWN = ["v", "t", "e", "c", "said", "m"];

const plain = (text) => (text === "true" ? true : text === "false" ? false : text !== "" && Number.isFinite(+text) ? +text : text);

// The language of an address, and its town: what must be loaded before the rest can be read.
export function begun(query, towns, first) {
  const parts = new URLSearchParams(query);
  const language = WORDS.l[1].includes(parts.get("l")) ? parts.get("l") : "sv";
  return { language, town: towns.includes(parts.get("t")) ? parts.get("t") : first };
}

// The state of an address.
// - town: what is known of its town, in the address's language
// - usual: the state without an address; `story` is what happens in it, and `acted` what the account says
// - assumptions: what can be changed of them
export function read(query, { town, usual, acted, story, most, assumptions, towns = [town.name] }, words) {
  const _ = (text, values) => spoken(words.words, text, values);
  const parts = [...new URLSearchParams(query)];
  const state = { ...JSON.parse(JSON.stringify(usual)), own: true, events: story };
  const problems = [];
  const wrong = (name, value, why) => problems.push({ part: `${name}=${value}`.slice(0, 60), why });
  if (parts.some(([name]) => name !== "l" && name !== "view")) Object.assign(state, { own: false, events: acted });
  const events = [];
  for (const [name, value] of parts) {
    if (name === "t" && !towns.includes(value)) wrong(name, value, _("must be one of: {allowed}", { allowed: towns.join(", ") }));
    else if (WHOLE[name]) {
      const [field, low, high = most] = WHOLE[name];
      if (/^\d{1,13}$/.test(value) && +value >= low && +value <= high) state[field] = +value;
      else wrong(name, value, _("must be a whole number from {low} to {high}", { low, high }));
    } else if (WORDS[name]) {
      const [field, allowed] = WORDS[name];
      if (allowed.includes(value)) state[field] = value;
      else wrong(name, value, _("must be one of: {allowed}", { allowed: allowed.join(", ") }));
    } else if (name === "e") {
      state.own = true;
      const event = readEvent(value, town, most, words);
      if (event) events.push(event);
      else if (value) wrong(name, value, misspelt(value, town, _) || _("The page without the program cannot compute this: it is left out."));
    } else if (name === "p") {
      const [which, changed] = value.split(":");
      const it = assumptions.find((row) => row.name === which);
      if (it && changed && fits(+changed, it)) state.parameters[which] = +changed;
      else wrong(name, value, it ? _("{name} must lie between {low} and {high}.", { name: it.called, low: exact(it.low, words.language), high: exact(it.high, words.language) }) : _("There is no such assumption."));
    } else if (name === "x") {
      const allowed = town.mechanisms.map((it) => it.name);
      if (allowed.includes(value)) state.off.push(value);
      else wrong(name, value, _("must be one of: {allowed}", { allowed: allowed.join(", ") }));
    } else if (name === "c") {
      const charts = value.split(",").filter((it) => town.charts.some((chart) => chart.name === it));
      if (charts.length === 2) state.charts = charts;
    } else if (name === "m") state.written = value;
    else if (name === "said" && Number.isFinite(+value)) state.said = +value;
    else if (!KNOWN.includes(name) && !(name === "k" && value === "1")) wrong(name, value, _("The page without the program cannot compute this: it is left out."));
  }
  if (parts.some(([name]) => name === "e")) state.events = events.sort((a, b) => a.month - b.month);
  const few = withoutPosts(state.events, town);
  if (few) {
    problems.push({ part: "e", why: _("{posts} posts from month {month} on: an office has at least one post.", few) });
    Object.assign(state, { events: [], own: true });
  }
  return { state, problems };
}

// What is misspelt in an event, if it is that; nothing if it only cannot be computed here.
function misspelt(text, town, _) {
  const [kind, sizes = ""] = text.split(":");
  const known = town.events.find((it) => it.kind === kind);
  if (!known) return _("must be one of: {allowed}", { allowed: town.events.map((it) => it.kind).join(", ") });
  const names = ["month", ...known.fields.map((it) => it.name)];
  const strange = sizes.split(",").map((it) => it.split("=")[0]).find((it) => it && !names.includes(it));
  return strange && `${strange}: ${_("must be one of: {allowed}", { allowed: names.join(", ") })}`;
}

const fits = (value, { low, high, whole }) => value >= low && value <= high && (!whole || Number.isInteger(value));

// The first month from which a unit would have no post; the program refuses the same, see `Scenario.posts_over_time`.
function withoutPosts(events, town) {
  const every = events.map((it) => full(it, town)).sort((a, b) => a.month - b.month || b.precedence - a.precedence);
  for (const unit of town.units) {
    let posts = town.posts[unit], cut = false;
    for (const { kind, month, sizes } of every.filter(({ sizes: it }) => (it.unit || town.units[0]) === unit)) {
      if (kind === "caseload_norm") cut = true; // how many posts there are by then nobody can know
      if (kind !== "posts") continue;
      posts = sizes.to ?? posts + sizes.change;
      if (posts < 1 && !cut) return { posts, month };
      posts = Math.max(1, posts);
    }
  }
  return null;
}

// An event with all its sizes, as the model knows it.
export function full({ kind, month, sizes }, town) {
  const usual = town.events.find((it) => it.kind === kind);
  return { kind, month, precedence: usual.precedence, sizes: { ...usual.sizes, ...sizes, month } };
}

// An event as the page keeps it; null if it is none that can happen here.
function readEvent(text, town, most, words) {
  const [kind, sizes = ""] = text.split(":");
  const known = town.events.find((it) => it.kind === kind);
  const given = Object.fromEntries(sizes.split(",").filter(Boolean).map((it) => it.split("=")).map(([name, value]) => [name, plain(value ?? "")]));
  const { month, ...rest } = given;
  if (!known || !Number.isInteger(month) || month < 1 || month > most) return null;
  const acted = town.acted.find((it) => it.kind === kind);
  const fits = ([name, value]) => {
    const field = known.fields.find((it) => it.name === name);
    if (!field) return acted !== undefined && acted.sizes[name] === value; // how strongly it acts is the account's
    return field.choices ? field.choices.some((it) => it.value === value) : typeof value === "number" && value >= field.low && value <= field.high && (!field.step || Number.isInteger(value / field.step));
  };
  const missing = known.fields.some((it) => !(it.name in known.sizes) && !(it.name in rest));
  if (missing || !Object.entries(rest).every(fits)) return null;
  const said = kind === "posts" && rest.change !== undefined
    ? plural("{number} caseworker", "{number} caseworkers", Math.abs(rest.change), { number: figure(rest.change, words.language, rest.change % 1 ? 1 : 0, true) }, words)
    : known.label;
  return { kind, month, sizes: rest, text: said };
}
