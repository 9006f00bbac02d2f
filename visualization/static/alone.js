// Alone: the page where no server answers: worlds are lived by the model in this browser, and lessons were
// computed when the folder was written. What is in the folder is told to `window.tillitAlone`.

import { begin } from "./page.js";
import { drawn, ENOUGH, paidBack, payer } from "./alone_figures.js";
import { begun, full, read } from "./alone_reading.js";
import { sentences } from "./alone_sentences.js";
import { figure } from "./numbers.js";

const FIRST = 4;
const BOX = 40;
const STEPS = [20, 50, 100];
const MOST = 4;
// Workers; more than there are idle processors only wait for each other.

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

// Some workers, each with a town of its own, that live what is asked for, in order.
class Engine {
  constructor() {
    const source = URL.createObjectURL(new Blob([there.worker], { type: "text/javascript" }));
    const kernel = opened(there.kernel);
    this.workers = Array.from({ length: Math.max(1, Math.min(MOST, (navigator.hardwareConcurrency || 2) - 1)) }, () => new Worker(source));
    this.ready = kernel.then((it) => this.workers.forEach((worker) => worker.postMessage({ kernel: it })));
    this.jobs = [];
    this.idle = [...this.workers];
    this.worlds = new Map();
  }

  async settle(name, town) {
    if (this.town === name) return;
    this.town = name;
    this.jobs = [];
    this.worlds.clear();
    await this.ready;
    const { memory, ...rest } = town;
    const image = await opened(memory);
    this.workers.forEach((it) => it.postMessage({ town: { ...rest, memory: image } }));
  }

  world(pair, months, events) {
    const key = JSON.stringify([this.town, pair, months, events]);
    if (!this.worlds.has(key)) {
      this.worlds.set(key, new Promise((done, failed) => this.jobs.push({ key, town: this.town, ask: { key: there.keys[pair], months, events }, done, failed })));
      this.next();
    }
    return this.worlds.get(key);
  }

  // What nobody waits for any more is not lived.
  drop() {
    for (const job of this.jobs) this.worlds.delete(job.key);
    this.jobs = [];
  }

  next() {
    while (this.idle.length && this.jobs.length) {
      const worker = this.idle.pop(), job = this.jobs.shift();
      worker.onmessage = ({ data }) => {
        this.idle.push(worker);
        if (data.figures) job.done(data.figures); else job.failed(new Error(data.failed));
        this.next();
      };
      worker.postMessage(job.ask);
    }
  }
}

export async function start(Vue) {
  const engine = new Engine();
  let newest = 0;
  const { language } = begun(location.search, there.towns, there.first);
  await file(language);
  const page = begin(Vue, document.getElementById("here"), (it) => ask(it).catch((error) => page.take({ kind: "trouble", seq: it.seq, text: String(error.message || error) })), { views: ["explore", "lessons", "about"] });

  async function ask(question) {
    const { kind, seq, query } = question;
    const known = begun(query, there.towns, there.first);
    const words = await file(known.language);
    if (kind === "lessons") page.take({ kind, seq, lessons: words.lessons });
    else if (kind === "lesson") page.take({ kind, seq, lesson: (await file(`lesson-${question.by}`))[known.language] });
    else if (kind === "explore") await explore(question, known, words);
  }

  async function explore({ seq, query, have }, known, words) {
    newest = seq;
    const data = await file(`town-${known.town}`);
    const town = data.said[known.language];
    const { state, problems } = read(query, { town, usual: { ...there.usual, town: known.town, charts: town.usualCharts }, acted: town.acted, story: words.story, most: data.months }, words);
    await engine.settle(known.town, data);
    engine.drop();
    const events = state.events.map((it) => full(it, town));
    const pairs = [];
    const answer = (first) => {
      page.take({ seq, first, of: there.keys.length, ...told([...pairs], events, state, problems, town, words), ...(have === `${known.town} ${known.language}` ? {} : { town, towns: words.towns, words: words.words }) });
    };
    let shown = false;
    const began = performance.now();
    const each = there.keys.map((_, pair) => Promise.all([engine.world(pair, state.months, []), engine.world(pair, state.months, events)]));
    for (const it of each) it.catch(() => {}); // the first that fails is told, once
    for (const pair of each) {
      pairs.push(await pair);
      if (shown && newest !== seq) return;
      if (!shown && (pairs.length >= FIRST || performance.now() - began > BOX)) { shown = true; answer(true); }
      else if (shown && STEPS.includes(pairs.length)) answer(false);
    }
  }

  function told(pairs, events, state, problems, town, words) {
    const enough = pairs.length >= ENOUGH;
    const made = town.made.map(({ name, label }) => [label, payer(pairs, name).mid]).filter(([, it]) => it).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
    return {
      kind: "explore", pairs: pairs.length, enough, state, problems,
      sentences: sentences(pairs, { events, months: state.months, of: there.keys.length }, town, words),
      charts: state.charts.map((name) => drawn(pairs, town.charts.find((it) => it.name === name))),
      payers: town.payers.map(({ name, label }) => ({ ...payer(pairs, name), label })),
      paid: enough ? paidBack(pairs).month : 0,
      made: enough ? made.map(([text, value]) => ({ text, value: figure(value, words.language, 1, true) })) : [],
    };
  }
}
