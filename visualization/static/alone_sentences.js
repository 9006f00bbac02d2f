// Sentences: what came out, where there is no Python to say it. The texts are those of the program's catalogue,
// and a test holds the sentences against the program's own.

import { monthName, yearOf } from "./numbers.js";
import { N_, plural, spoken } from "./words.js";
import { ENOUGH, paidBack, spread } from "./alone_figures.js";

const LOCALES = { sv: "sv-SE", da: "da-DK", en: "en-US" };
const YEAR = 12;
const FOLLOWED = 24;
const PART = 0.2;
const NEAR = 0.005;
// What holds under a rule that is set.
const SET = {
  caseload_limit: N_("at most {value} cases for each caseworker"),
  turnover: N_("{percent}% of the usual pull of other workplaces"),
  inflow: N_("{percent}% of the usual inflow"),
  demands: N_("{percent}% of full demands"),
};
const PAYERS = { municipality: "municipal_cost", region: "regional_cost", state: "state_cost", public: "public_cost" };

const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);
// As Python rounds: a half goes to the even neighbour.
const even = (value) => { const low = Math.floor(value); return value - low === 0.5 ? low + (low % 2) : Math.round(value); };

// - pairs: figures of both worlds, of each pair
// - missed: what the account says, if the model misses it
// - town, words: what is known of the town, and of the language
export function sentences(pairs, { events, months, of, missed = "" }, town, words) {
  if (!events.length) return [];
  const _ = (text, values) => spoken(words.words, text, values);
  if (pairs.length < ENOUGH) return [_("Working … {done} of {planned} towns.", { done: pairs.length, planned: of })];
  const teller = new Teller(pairs, events, months, missed, town, words, _);
  const same = pairs.every(([was, now]) => Object.keys(was).every((name) => was[name].every((it, month) => it === now[name][month])));
  if (same) return [_("What was asked for changes nothing {span}: both worlds are the same, month by month.", { span: teller.span() })];
  return teller.said().filter(Boolean).map((it) => it.replace("..", ".")).slice(0, 3);
}

class Teller {
  constructor(pairs, events, months, missed, town, words, _) {
    Object.assign(this, { pairs, events, months, missed, town, words, _ });
    this.saved = Object.fromEntries(Object.entries(PAYERS).map(([who, cost]) => [who, spread(pairs.map(([was, now]) => sum(was[cost], now[cost])))]));
  }

  said() { return [this.costs(), [this.paid(), this.followed()].filter(Boolean).join(" "), ...this.town.changes.slice(0, 1).map((it) => `${this.change(it)} ${this.missed}`.trim()), this.chance(), this._("How far it depends on assumptions has not been tried here.")]; }

  // Numbers and amounts.
  number(value, decimals = 0, signed = false) {
    const text = new Intl.NumberFormat(LOCALES[this.words.language], { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value + 0);
    return tidy(signed && value > 0 ? `+${text}` : text);
  }

  plain(value) { return tidy(new Intl.NumberFormat(LOCALES[this.words.language], { maximumFractionDigits: 3 }).format(value)); }

  inWords(value) { return this.words.numbers[value - 2] || this.plain(value); }

  scaled(value, scale, largest) {
    if (scale === 1) return [rounded(value, largest, 2), 0];
    const decimals = Math.abs(largest) / scale >= 10 ? 0 : 1;
    const figure = +(even((value / scale) * 10 ** decimals) / 10 ** decimals).toFixed(decimals);
    return [figure, Number.isInteger(figure) ? 0 : decimals];
  }

  joined(text, scale, one = false) { return scale === 1 ? text : `${text}\u00a0${this.words.scales[scale][one ? 0 : 1]}`; }

  bare(value) {
    const scale = scaleOf(value);
    const [figure, decimals] = this.scaled(value, scale, value);
    return this.joined(this.number(figure, decimals), scale, Math.abs(figure) === 1);
  }

  money(text) {
    return this.words.language !== "en" ? `${text}\u00a0${this.town.money}` : `${this.town.money}\u00a0${text}`;
  }

  amount(value) { return this.money(this.bare(value)); }

  between(low, high) {
    const largest = Math.max(Math.abs(low), Math.abs(high)), scale = scaleOf(largest), signed = low < 0 && high > 0;
    const [first, second] = [low, high].map((it) => this.number(...this.scaled(it, scale, largest), signed));
    return this.words.language === "en" ? [this.money(first), this.joined(second, scale)] : [first, this.money(this.joined(second, scale))];
  }

  span() {
    const years = this.months / YEAR;
    if (!Number.isInteger(years)) return plural("in one month", "in {number} months", this.months, { number: this.months }, this.words);
    return plural("in one year", "in {number} years", years, { number: this.inWords(years) }, this.words);
  }

  // Who saves and who pays.
  costs() {
    const act = this.acts();
    const { _ } = this;
    if (!Object.values(this.saved).some((it) => it.mean || it.low || it.high)) return _("{act}: it costs nobody more or less {span}.", { act, span: this.span() });
    return `${act}: ${this.saved.municipality.clear ? this.clear() : this.unclear()}.`;
  }

  clear() {
    const { _ } = this;
    const { municipality: own, public: all } = this.saved;
    const values = { amount: this.amount(Math.abs(own.mean)), span: this.span() };
    const first = own.gain ? _("the municipality saves {amount} {span}", values) : _("the municipality pays {amount} more {span}", values);
    if (!all.clear || all.gain !== own.gain) return first + this.moved() + this.together();
    const amount = this.bare(Math.abs(all.mean));
    return first + (own.gain ? _(", the public purse {amount}", { amount }) : _(", the public purse {amount} more", { amount }));
  }

  moved() {
    const { _ } = this;
    const own = this.saved.municipality;
    const moved = ["state", "region"].filter((who) => { const it = this.saved[who]; return it.clear && it.gain !== own.gain && Math.abs(it.mean) >= PART * Math.abs(own.mean); });
    if (!moved.length) return "";
    const who = moved.sort((a, b) => Math.abs(this.saved[b].mean) - Math.abs(this.saved[a].mean))[0];
    const values = { payer: this.words.payers[who], amount: this.bare(Math.abs(this.saved[who].mean)) };
    return own.gain ? _(", but {payer} pays {amount} more", values) : _(", but {payer} saves {amount}", values);
  }

  together() {
    const { _ } = this;
    const all = this.saved.public;
    if (!all.clear) {
      const [low, high] = this.between(all.low, all.high);
      return _("; for the public purse it can go either way: between {low} and {high}", { low, high });
    }
    const amount = this.bare(Math.abs(all.mean));
    return all.gain ? _("; together, the public purse saves {amount}", { amount }) : _("; together, the public purse pays {amount} more", { amount });
  }

  unclear() {
    const { _ } = this;
    const { municipality: own, public: all } = this.saved;
    const [low, high] = this.between(own.low, own.high);
    const first = _("one cannot tell whether the municipality gains: between {low} and {high} {span}", { low, high, span: this.span() });
    return all.clear ? first + this.together() : first;
  }

  // When it has paid for itself, and for whom it clearly has not.
  paid() {
    const { _ } = this;
    const { municipality, public: all } = this.saved;
    const own = paidBack(this.pairs, PAYERS.municipality);
    const values = {
      own: municipality.gain ? this.by(own.month) : "", public: all.gain ? this.by(paidBack(this.pairs, PAYERS.public).month) : "",
      count: own.pairs, pairs: this.pairs.length, span: this.span(),
    };
    if (!values.own && !values.public) return municipality.loss ? _("It has not paid for itself {span}.", values) : "";
    let said = _("It has paid for itself by {public} for the public purse", values);
    if (values.own) {
      said = _("It has paid for itself by {own} for the municipality, in {count} of {pairs} simulated towns", values);
      if (values.public) said += _(", and by {public} for the public purse", values);
    }
    if (!all.loss && !municipality.loss) return `${said}.`;
    return `${said}. ${_("Not {span} for {payer}.", { span: values.span, payer: this.words.payers[all.loss ? "public" : "municipality"] })}`;
  }

  // What it comes to while trials follow people, where more is run.
  followed() {
    const { _ } = this;
    const until = Math.min(...this.events.map((it) => it.month)) - 1 + FOLLOWED;
    if (this.months <= until + YEAR) return "";
    const cost = PAYERS.municipality;
    const own = spread(this.pairs.map(([was, now]) => sum(was[cost].slice(0, until), now[cost])));
    if (!own.mean && !own.low && !own.high) return "";
    const [low, high] = this.between(own.low, own.high);
    const values = { low, high, amount: this.amount(Math.abs(own.mean)) };
    const said = own.gain ? _("Two years after it began, the municipality has saved {amount}.", values)
      : own.loss ? _("Two years after it began, it has cost the municipality {amount}.", values)
        : _("Two years after it began, one cannot tell whether the municipality has gained: between {low} and {high}.", values);
    return `${said} ${_("Hardly any study has followed such changes longer: read what happens {span} as a direction, not a size.", { span: this.span() })}`;
  }

  by(month) {
    const { _ } = this;
    if (!month) return "";
    if (!this.town.start) return _("month {month}", { month });
    return _("{date} (month {month})", { date: monthName(this.town.start, month, this.words.language), month });
  }

  // How an indicator differs in the last year.
  change({ indicator, label, money }) {
    const { _ } = this;
    const last = (series) => series.slice(-YEAR).reduce((all, it) => all + it, 0) / Math.min(YEAR, series.length);
    const each = this.pairs.map((pair) => pair.map((world) => last(world[indicator])));
    const [a, b] = [0, 1].map((side) => each.reduce((all, it) => all + it[side], 0) / each.length);
    const by = spread(each.map(([was, now]) => now - was));
    const year = this.town.start && this.months >= YEAR ? _("in {year}", { year: yearOf(this.town.start, this.months) }) : _("in the last year");
    const [said, other] = money ? this.beside(b, a) : [this.number(even(b)), this.number(even(a))];
    const values = { what: label, year, a: other, b: money ? _("{amount} a month", { amount: said }) : said };
    const share = a > 0 ? by.mean / a : 0;
    if (!by.clear || Math.abs(share) < NEAR) return _("{what}, {year}: no clear difference, {b} against {a}.", values);
    values.size = _("{number}%", { number: this.number(even(100 * Math.abs(share))) });
    return share > 0 ? _("{what}, {year}: {b} instead of {a}, {size} more.", values) : _("{what}, {year}: {b} instead of {a}, {size} less.", values);
  }

  beside(value, other) {
    const largest = Math.max(Math.abs(value), Math.abs(other));
    const scale = scaleOf(largest), decimals = scale === 1 ? 0 : 2;
    const [first, second] = [value, other].map((it) => this.number(scale === 1 ? rounded(it, largest, 3) : it / scale, decimals));
    return [this.money(this.joined(first, scale)), second];
  }

  chance() {
    const { _ } = this;
    const own = this.saved.municipality;
    if (own.low === 0 && own.high === 0) return "";
    const [low, high] = own.loss ? this.between(-own.high, -own.low) : this.between(own.low, own.high);
    const gains = own.mean > 0 ? _("gains") : _("loses"), lie = own.loss ? _("lose") : _("lie");
    const values = { gains, lie, low, high, count: own.agreeing, pairs: this.pairs.length };
    return _("By chance alone: the municipality {gains} in {count} of {pairs} simulated towns; nine in ten {lie} between {low} and {high}.", values);
  }

  // What was done, as a sentence begins.
  acts() {
    const { _ } = this;
    const acts = new Map();
    const posts = { ...this.town.posts };
    for (const event of [...this.events].sort((x, y) => x.month - y.month)) {
      const { kind, sizes } = event;
      const key = [kind, sizes.unit ?? "", sizes.rule ?? ""].join();
      const act = acts.get(key) || { event, change: 0, times: 0 };
      if (kind === "posts") {
        const unit = sizes.unit || this.town.units[0];
        const by = sizes.to !== undefined && sizes.to !== null ? sizes.to - posts[unit] : sizes.change;
        act.change += by;
        posts[unit] += by;
      }
      act.times += 1;
      acts.set(key, act);
    }
    if (acts.size > 2) return _("What {town} did", { town: this.town.title });
    return upper([...acts.values()].map((it) => lower(this.timed(it))).join(_(" and ")));
  }

  timed(act) {
    const { _ } = this;
    const { month, kind } = act.event;
    const { start } = this.town;
    const values = { act: this.told(act), year: start ? yearOf(start, month) : 1 + Math.floor((month - 1) / YEAR) };
    if (kind === "reorganisation" && act.times === 1) return start ? _("{act} in {year}", values) : _("{act} in year {year}", values);
    return start ? _("{act} from {year}", values) : _("{act} from year {year}", values);
  }

  told({ event: { kind, sizes }, change, times }) {
    const { _ } = this;
    if (kind === "posts") {
      const number = this.inWords(Math.abs(change));
      return change < 0
        ? plural("one caseworker fewer", "{number} caseworkers fewer", -change, { number }, this.words)
        : plural("one more caseworker", "{number} more caseworkers", change, { number }, this.words);
    }
    if (kind === "reorganisation") return plural("a reorganisation", "{number} reorganisations", times, { number: this.inWords(times) }, this.words);
    if (kind === "setting") return _(SET[sizes.rule], { value: this.plain(sizes.value), percent: this.plain(100 * sizes.value) });
    if (kind === "caseload_norm") return _("one caseworker for every {cases} cases", { cases: this.plain(sizes.cases) });
    return this.town.events.find((it) => it.kind === kind).label;
  }
}

// A whole value, with so many figures of the largest that stands beside it.
const rounded = (value, largest, figures) => {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(Math.abs(largest), 1))) + 1 - figures);
  return step * even(value / step);
};
const scaleOf = (value) => [1e9, 1e6].find((it) => Math.abs(value) >= 0.95 * it) || 1;
const tidy = (text) => text.replace("-", "\u2212").replace(/[\u202f ]/g, "\u00a0");
const sum = (was, now) => was.reduce((all, it, month) => all + it - now[month], 0);
