// Alone: the page where no server answers: worlds are lived by the model in this browser, and lessons were
// computed when the folder was written. What is in the folder is told to `window.tillitAlone`.

import { begin } from "./page.js";
import { writeEvent } from "./address.js";
import { drawn, ENOUGH, paidBack, payer } from "./alone_figures.js";
import { begun, full, read } from "./alone_reading.js";
import { film, lives } from "./alone_office.js";
import { sentences } from "./alone_sentences.js";
import { figure } from "./numbers.js";
import { N_, spoken } from "./words.js";

const FIRST = 4;
const BOX = 40;
const STEPS = [20, 50, 100];
const MOST = 4;
// Workers; more than there are idle processors only wait for each other.
const MOST_WORLDS = 2000;
const MOST_ALBUMS = 4;
// Answers that are kept.
const BRIDGES = N_("On this page there is a bridge of what the town did, in ten years under the usual assumptions. The program (tillit app) makes one of every change.");
const MAPS = N_("On this page the map is drawn under the usual assumptions. The program (tillit app) draws it under others.");
const FULL = N_("More people come to the town than the page without the program has room for. The program (tillit app) has.");
const BROKEN = N_("This could not be computed here. Open the page again, or use the program (tillit app).");

const there = window.tillitAlone;
const bytes = (text) => Uint8Array.from(atob(text), (it) => it.charCodeAt(0));
const opened = async (text) => new Uint8Array(await new Response(new Blob([bytes(text)]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());

// A file of the folder: a script, for a page from a memory stick may read nothing else.
const files = new Map();
function file(name) {
  if (!files.has(name)) files.set(name, new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: `data/${name}.js` });
    script.onload = () => done(there.files[name]);
    script.onerror = () => failed(new Error(`data/${name}.js is missing`));
    document.head.append(script);
  }));
  return files.get(name);
}

const DROPPED = Symbol("nobody waits for it any more");

// Some workers, each with a town of its own, that live what is asked for, in order.
class Engine {
  constructor() {
    const source = URL.createObjectURL(new Blob([there.worker], { type: "text/javascript" }));
    this.workers = Array.from({ length: Math.max(1, Math.min(MOST, (navigator.hardwareConcurrency || 2) - 1)) }, () => new Worker(source));
    this.ready = opened(there.kernel).then((kernel) => this.tell({ kernel, assumed: there.assumed }));
    this.jobs = [];
    this.idle = [...this.workers];
    this.found = { worlds: new Map(), albums: new Map() };
    this.inflows = new Map();
  }

  tell(message) { this.workers.forEach((it) => it.postMessage(message)); }

  // Lets all workers have a town, and its people behave as a state has it.
  settle(name, town, { parameters, off }) {
    const key = JSON.stringify([name, parameters, off]);
    if (key === this.key) return this.settling;
    this.key = key;
    this.drop(() => true);
    for (const kept of Object.values(this.found)) kept.clear();
    const before = this.settling || this.ready;
    this.settling = before.catch(() => {}).then(() => this.change(key, name, town, parameters, off));
    this.settling.catch(() => { if (this.key === key) this.key = null; });
    return this.settling;
  }

  async change(key, name, town, parameters, off) {
    if (key !== this.key) throw DROPPED;
    if (this.town !== name) {
      const { memory, ...rest } = town;
      const image = await opened(memory);
      this.tell({ town: { ...rest, memory: image } });
      this.town = name;
    }
    this.tell({ assume: parameters, off });
    if (!Object.keys(parameters).length && !off.length) return;
    if (!this.inflows.has(key)) this.inflows.set(key, await this.usualInflow(town));
    this.tell({ inflow: this.inflows.get(key) });
  }

  // Who come in a month, in the mean over some run-ins.
  async usualInflow(town) {
    return usualOf(await Promise.all(there.assumed.keys.slice(0, town.assumed.replicates).map((replicate) => this.put({ replicate }))), town);
  }

  // What comes of a world, or with a unit the whole album of it; either is kept for a while.
  live(pair, months, events, unit = null) {
    const ask = { key: there.keys[pair], months, events, unit };
    const kept = unit ? this.found.albums : this.found.worlds, key = JSON.stringify(ask);
    if (!kept.has(key)) {
      kept.set(key, this.put(ask));
      kept.get(key).catch(() => kept.delete(key));
      if (kept.size > (unit ? MOST_ALBUMS : MOST_WORLDS)) kept.delete(kept.keys().next().value);
    }
    return kept.get(key);
  }

  put(ask) {
    return new Promise((done, failed) => {
      const job = { ask, done, failed };
      if (ask.unit) this.jobs.unshift(job); else this.jobs.push(job);
      this.next();
    });
  }

  // What nobody waits for any more is not lived.
  drop(which = ({ unit }) => !unit) {
    const dropped = this.jobs.filter(({ ask }) => which(ask));
    this.jobs = this.jobs.filter(({ ask }) => !which(ask));
    for (const job of dropped) job.failed(DROPPED);
  }

  next() {
    while (this.idle.length && this.jobs.length) {
      const worker = this.idle.pop(), job = this.jobs.shift();
      worker.onmessage = ({ data }) => {
        this.idle.push(worker);
        if (data.found) job.done(data.found); else job.failed(new Error(data.failed));
        this.next();
      };
      worker.postMessage(job.ask);
    }
  }
}

// The same steps as `usual_inflow` of the model, from who came in some run-ins.
export function usualOf(came, { observed, assumed: { replicates, inflow } }) {
  const usual = came.reduce((sum, it) => sum.map((value, turn) => value + it[turn]), came[0].map(() => 0)).map((it) => it / (replicates * observed));
  return inflow === null ? usual : [...usual.slice(0, -1), inflow];
}

export async function start(Vue) {
  const engine = new Engine();
  let newest = 0;
  const { language } = begun(location.search, there.towns, there.first);
  await file(language);
  const failed = ({ seq, query }) => async (error) => {
    if (error === DROPPED) return;
    console.warn(error);
    const { words } = await file(begun(query, there.towns, there.first).language);
    page.take({ kind: "trouble", seq, text: spoken(words, error.message === "full" ? FULL : BROKEN) });
  };
  // What an address says, in a town that lives as it says.
  async function prepared(query) {
    const known = begun(query, there.towns, there.first);
    const [words, data] = await Promise.all([known.language, `town-${known.town}`].map(file));
    const town = data.said[known.language];
    const { state, problems } = read(query, { town, usual: { ...there.usual, town: known.town, charts: town.usualCharts }, acted: town.acted, story: words.story, most: data.months, assumptions: words.assumptions, towns: there.towns }, words);
    await engine.settle(known.town, data, state);
    return { known, words, data, town, state, problems, events: state.events.map((it) => full(it, town)) };
  }

  const answers = {
    explore,
    lessons: async ({ query }) => ({ lessons: (await file(begun(query, there.towns, there.first).language)).lessons }),
    lesson: async ({ query, by }) => ({ lesson: (await file(`lesson-${by}`))[begun(query, there.towns, there.first).language] }),
    assumptions: async ({ query }) => ({ rows: (await file(begun(query, there.towns, there.first).language)).assumptions }),
    office: async ({ query, world }) => {
      const { unit, was, now, data, state } = await both(query);
      return film(was, now, world !== "was", { unit, months: state.months, team: data.album.team });
    },
    lives: async ({ query }) => {
      const { unit, was, now, state } = await both(query);
      return lives(was, now, unit, state.follow);
    },
    bridge: async ({ query, by }) => {
      const { town, words, state, data } = await prepared(query);
      const same = (events) => JSON.stringify(events.map(writeEvent)) === JSON.stringify(state.events.map(writeEvent));
      const of = asShipped(state, data) ? [["acted", town.acted], ["story", words.story]].find(([name, events]) => town.bridges[name] && same(events)) : null;
      return of ? town.bridges[of[0]][by] : { refused: spoken(words.words, BRIDGES) };
    },
    tipping: async ({ query }) => {
      const { words, state, data } = await prepared(query);
      return Object.keys(state.parameters).length || state.off.length ? { refused: spoken(words.words, MAPS) } : { map: data.tipping };
    },
  };

  const page = begin(Vue, document.getElementById("here"), (it) => answer(it).catch(failed(it)), { alone: true });

  async function answer(question) {
    const { kind, seq } = question;
    const found = await answers[kind](question);
    if (found) page.take({ kind, seq, ...found });
  }

  // Both worlds of the first pair, month by month.
  async function both(query) {
    const it = await prepared(query);
    const unit = it.town.units.includes(it.state.unit) ? it.state.unit : it.town.units[0];
    const [was, now] = await Promise.all([[], it.events].map((events) => engine.live(0, it.state.months, events, unit)));
    return { ...it, unit, was, now };
  }

  async function explore({ seq, query, have }) {
    newest = seq;
    const { known, words, data, town, state, problems, events } = await prepared(query);
    const missed = state.events === town.acted && asShipped(state, data) ? town.missed : "";
    engine.drop();
    const pairs = [];
    const tell = (first) => {
      page.take({ seq, first, of: there.keys.length, ...told([...pairs], events, missed, state, problems, town, words), ...(have === `${known.town} ${known.language}` ? {} : { town, towns: words.towns, words: words.words, assumptions: Object.fromEntries(words.assumptions.map((it) => [it.name, it.called])) }) });
    };
    let shown = false;
    const began = performance.now();
    const each = there.keys.map((_, pair) => Promise.all([engine.live(pair, state.months, []), engine.live(pair, state.months, events)]));
    for (const it of each) it.catch(() => {}); // the first that fails is told, once
    for (const pair of each) {
      pairs.push(await pair);
      if (shown && newest !== seq) return;
      if (!shown && (pairs.length >= FIRST || performance.now() - began > BOX)) { shown = true; tell(true); }
      else if (shown && STEPS.includes(pairs.length)) tell(false);
    }
  }

  const asShipped = ({ parameters, off, months }, data) => !Object.keys(parameters).length && !off.length && months === data.months;

  function told(pairs, events, missed, state, problems, town, words) {
    const enough = pairs.length >= ENOUGH;
    const made = town.made.map(({ name, label }) => [label, payer(pairs, name).mid]).filter(([, it]) => it).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
    return {
      kind: "explore", pairs: pairs.length, enough, state, problems,
      sentences: sentences(pairs, { events, months: state.months, of: there.keys.length, missed }, town, words),
      charts: state.charts.map((name) => drawn(pairs, town.charts.find((it) => it.name === name))),
      payers: town.payers.map(({ name, label }) => ({ ...payer(pairs, name), label })),
      paid: enough ? paidBack(pairs).month : 0,
      made: enough ? made.map(([text, value]) => ({ text, value: figure(-value, words.language, 1, true) })) : [],
    };
  }
}
