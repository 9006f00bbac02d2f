// Store: what the visitor has chosen, and what came of it. The state is the address.

import { unpack } from "./answers.js";
import { write } from "./address.js";
import { spoken } from "./words.js";

const clone = (it) => JSON.parse(JSON.stringify(it));

// - alone: whether no server answers
export function makeStore(Vue, ask, alone = false) {
  const store = new Vue({
    data: {
      state: null,
      words: {},
      assumptions: {},
      town: null,
      towns: [],
      answer: null,
      office: null,
      why: null,
      problems: [],
      trouble: "",
      place: 0,
      places: 0,
      said: "",
      replaying: 0,
      alone,
    },
    created() {
      // Answers are large and never change: nothing watches what is in them.
      this.seq = 0;
      this.waiting = null;
      this.under = false;
      this.sent = new Map();
      this.latency = [];
      this.recording = null; // the timer after which the address is written
      this.sliding = false;
      window.addEventListener("popstate", this.moved);
      window.addEventListener("pagehide", this.record);
      this.place = (history.state && history.state.place) || 0;
      this.places = Math.max(this.place, Number(sessionStorage.getItem("tillit-places")) || 0);
      history.replaceState({ place: this.place }, "");
      this.question({ query: location.search.slice(1), have: "" });
    },
    methods: {
      _(text, values) { return spoken(this.words, text, values); },
      // Changes the state; while something slides, the address is replaced, and pushed on release.
      // The question goes first: it is lived while the browser does the rest.
      change(edit, { sliding = false, ahead = [] } = {}) {
        if (!this.sliding) this.record();
        const next = clone(this.state);
        edit(next);
        if (sliding && !this.from) this.from = write(this.state);
        this.adopt(next);
        const query = write(next);
        if (query !== this.last) {
          this.last = query;
          this.question({ query, ahead: ahead.map((other) => { const state = clone(next); other(state); return write(state); }) });
        }
        this.sliding = sliding;
        this.recording = this.recording || setTimeout(this.record);
      },
      // Writes the address: it takes the browser longer than the charts.
      record() {
        if (!this.recording) return;
        clearTimeout(this.recording);
        this.recording = null;
        const query = write(this.state);
        if (this.sliding) { history.replaceState({ place: this.place }, "", `?${query}`); return; }
        if (this.from) history.replaceState({ place: this.place }, "", `?${this.from}`);
        this.from = null;
        if (`?${query}` === location.search) return;
        this.place += 1;
        this.places = this.place;
        sessionStorage.setItem("tillit-places", this.places);
        history.pushState({ place: this.place }, "", `?${query}`);
      },
      // Puts what differs in place, so that only what shows it is drawn again.
      adopt(next) {
        if (!this.state) this.state = next;
        for (const [name, value] of Object.entries(next)) {
          if (JSON.stringify(value) !== JSON.stringify(this.state[name])) this.state[name] = value;
        }
      },
      // Changes what is looked at, not what is lived: no step to undo.
      look(edit) {
        this.record();
        const next = clone(this.state);
        edit(next);
        this.adopt(next);
        history.replaceState({ place: this.place }, "", `?${write(next)}`);
      },
      undo() { this.record(); if (this.place > 0) history.back(); },
      redo() { this.record(); if (this.place < this.places) history.forward(); },
      reset() { this.change((it) => Object.assign(it, { events: [], own: true, parameters: {}, off: [] })); },
      moved(event) {
        this.last = location.search.slice(1);
        this.place = event.state && event.state.place ? event.state.place : 0;
        this.from = null;
        this.question({ query: location.search.slice(1) });
      },
      // One question is under way, the newest waits, those between are dropped.
      question(it) {
        const question = { kind: "explore", seq: ++this.seq, have: this.have(), ahead: [], ...it };
        this.sent.set(question.seq, performance.now());
        if (this.under) { this.waiting = question; return; }
        this.under = true;
        ask(question);
      },
      have() { return this.town ? `${this.town.name} ${this.town.language}` : ""; },
      other(kind, it) { ask({ kind, seq: ++this.seq, query: write(this.state), ...it }); return this.seq; },
      take(data) {
        const it = data.kind ? data : unpack(data);
        if (it.kind === "explore") this.takeAnswer(it);
        else if (it.kind === "trouble") { this.trouble = it.text; this.under = false; }
        else this.$emit(it.kind, it);
      },
      takeAnswer(it) {
        if (it.town) { this.assumptions = Object.freeze(it.assumptions); this.words = Object.freeze(it.words); this.towns = Object.freeze(it.towns); this.town = Object.freeze(it.town); }
        if (it.state && !this.waiting && it.seq === this.seq) {
          this.adopt(it.state);
          if (it.problems.length || this.problems.length) this.problems = it.problems;
        }
        this.trouble = "";
        this.answer = Object.freeze(it);
        if (it.first) {
          this.under = false;
          const next = this.waiting;
          this.waiting = null;
          if (next) { this.under = true; next.have = this.have(); ask(next); }
        }
      },
      painted(it) {
        if (!it.first || !this.sent.has(it.seq)) return;
        this.latency.push({ seq: it.seq, pairs: it.pairs, total: performance.now() - this.sent.get(it.seq) });
        this.sent.delete(it.seq);
      },
      say(text) { this.said = ""; this.$nextTick(() => { this.said = text; }); },
    },
  });
  return store;
}
