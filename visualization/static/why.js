// Why: what the difference is made of, what the account claims, and where the town tips.

import { figure } from "./numbers.js";
import { recorded, Sentence } from "./explore.js";

// A question that takes seconds: it says how far it is. What came of it goes with what was asked.
// - spoken: whether it is told in a language
export const study = (kind, spoken = false) => ({
  inject: ["store"],
  data: () => ({ found: null, share: -1, waits: 0 }),
  created() {
    this.store.$on(kind, this.take);
    this.store.$on("progress", this.progress);
  },
  destroyed() { this.store.$off(kind, this.take); this.store.$off("progress", this.progress); },
  watch: { "store.answer"(now, old) { if (old && now.first && this.about(now.state) !== this.asked) this.found = null; } },
  methods: {
    about({ events, parameters, language }) { return JSON.stringify([events.map((it) => [it.kind, it.month, it.sizes]), parameters, spoken ? language : ""]); },
    begin(it = {}) { this.asked = this.about(this.store.state); this.share = 0; this.waits = this.store.other(kind, it); },
    progress(it) { if (it.seq === this.waits) this.share = it.share; },
    take(it) { if (it.seq === this.waits) { this.found = Object.freeze(it); this.share = -1; this.store.say(this.store._("Done.")); } },
  },
});

const Progress = {
  inject: ["store"],
  props: { share: Number },
  template: `<p v-if="share >= 0" role="status"><progress max="1" :value="share" :aria-label="store._('Working')"></progress> {{ store._("Working …") }} {{ Math.round(100 * share) }} %</p>`,
};

const Bridge = {
  mixins: [study("bridge", true)],
  components: { Progress },
  template: `
    <section><h2>{{ store._("What is the difference made of?") }}</h2>
      <p class="acts"><button @click="begin({ by: 'mechanisms' })">{{ store._("By mechanism") }}</button> <button @click="begin({ by: 'events' })">{{ store._("By what was done") }}</button></p>
      <progress-bar :share="share"></progress-bar>
      <p v-if="found && found.refused">{{ found.refused }}</p>
      <table v-else-if="found" class="bridge"><caption>{{ store._("{label}, {unit}, the last year; mean of {pairs} towns, and nine in ten of them. The sentence above is about more towns, and has other means.", found) }}</caption>
        <tr v-for="it in steps" :class="it.part"><th scope="row">{{ it.label }}</th>
          <td class="bar"><div class="field" aria-hidden="true"><b :class="it.sign" :style="{ left: it.left, width: it.width }"></b></div></td>
          <td class="value">{{ it.value }}<span class="range">{{ it.between }}</span></td></tr></table>
      <p class="muted" v-if="found && !found.refused">{{ store._("A step is what one adds on average over all orders in which they could be switched on. It explains the model, not the town.") }}</p>
    </section>`,
  computed: {
    steps() {
      let level = 0;
      const rows = this.found.steps.map((it) => {
        const end = it.part === "a" || it.part === "b";
        const from = end ? 0 : level;
        const to = end ? it.value : level + it.value;
        level = to;
        return { ...it, from, to, end };
      });
      const top = Math.max(...rows.map((it) => Math.max(it.from, it.to))), low = Math.min(0, ...rows.map((it) => Math.min(it.from, it.to)));
      const at = (value) => (100 * (value - low)) / (top - low);
      const name = { a: this.store._("as it was"), b: this.store._("with the changes") };
      return rows.map((it) => ({
        part: it.part, label: name[it.part] || it.label, left: `${at(Math.min(it.from, it.to))}%`, width: `${Math.max(0.3, at(Math.max(it.from, it.to)) - at(Math.min(it.from, it.to)))}%`,
        sign: it.end ? "end" : it.value < 0 ? "less" : "more", value: this.shown(it.value, !it.end), between: it.end ? "" : it.low * it.high > 0 ? this.store._("{low} to {high}", { low: this.shown(it.low), high: this.shown(it.high) }) : this.store._("no clear difference"),
      }));
    },
  },
  methods: { shown(value, signed = false) { return figure(value, this.store.state.language, 2, signed); } },
};
Bridge.components = { ProgressBar: Progress };

const Mechanisms = {
  inject: ["store"],
  template: `
    <section><h2>{{ store._("Switch an explanation off, in both worlds") }}</h2>
      <ul class="switches"><li v-for="it in store.town.mechanisms"><label><input type="checkbox" :checked="!store.state.off.includes(it.name)" @change="flip(it.name)"> {{ it.label }}</label></li></ul>
    </section>`,
  methods: {
    flip(name) { this.store.change((it) => { it.off = it.off.includes(name) ? it.off.filter((other) => other !== name) : [...it.off, name]; }); },
  },
};

const Claims = {
  inject: ["store"],
  template: `
    <section v-if="store.town.claims.length"><h2>{{ store._("What the account says, and what the model predicts") }}</h2>
      <p class="muted">{{ recorded(store) }}</p>
      <table class="claims"><caption class="unseen">{{ store._("Claims") }}</caption>
        <thead><tr><th>{{ store._("Claim") }}</th><th>{{ store._("Outcome") }}</th><th>{{ store._("The account") }}</th><th>{{ store._("The model: median, nine in ten") }}</th><th>{{ store._("How many times as likely as under simpler explanations") }}</th></tr></thead>
        <tr v-for="it in store.town.claims"><th scope="row">{{ it.claim }}</th><td :data-is="store._('Outcome')">{{ it.outcome }}</td><td :data-is="store._('The account')">{{ it.said }}</td><td :data-is="store._('The model')">{{ it.model || "–" }}</td><td :data-is="store._('How many times as likely as under simpler explanations')">{{ it.simpler.join(", ") || "–" }}</td></tr></table>
    </section>`,
  methods: { recorded },
};

const Tipping = {
  mixins: [study("tipping")],
  components: { ProgressBar: Progress },
  template: `
    <section v-if="store.town.units.includes('assistance')"><h2>{{ store._("Where does the town tip?") }}</h2>
      <p class="acts"><button @click="begin()">{{ store._("Draw the map") }}</button></p>
      <progress-bar :share="share"></progress-bar>
      <p v-if="found && found.refused">{{ found.refused }}</p>
      <template v-if="found && found.map"><div class="scroll wide" tabindex="0" role="region" :aria-label="store._('Where does the town tip?')"><table class="map"><caption>{{ store._("Households at the end, against the start; after a calm start and after six years of a reorganisation a year. A frame: the past decides.") }}</caption>
        <thead><tr><th>{{ store._("Reorganisations") }}</th><th v-for="posts in found.map.posts" :class="{ own: posts === found.map.own }">{{ posts }} {{ store._("posts") }}{{ posts === found.map.own ? " ●" : "" }}</th></tr></thead>
        <tr v-for="interval in found.map.intervals"><th scope="row">{{ interval ? store._("every {interval} months", { interval }) : store._("none") }}</th>
          <td v-for="posts in found.map.posts" :class="{ apart: at(posts, interval).apart }" :style="tone(at(posts, interval).calm)">{{ per(at(posts, interval).calm) }} → {{ per(at(posts, interval).troubled) }}</td></tr></table></div>
        <p class="muted">{{ store._("● is the town's own number of posts. 100 % is as many households as at the start.") }}</p></template>
    </section>`,
  methods: {
    at(posts, interval) { return this.found.map.places.find((it) => it.posts === posts && it.interval === interval); },
    per(value) { return `${figure(100 * value, this.store.state.language, 0)} %`; },
    tone(value) { return { background: `color-mix(in srgb, var(--${value > 1 ? "state" : "now"}) ${Math.min(45, Math.round(90 * Math.abs(value - 1)))}%, var(--paper))` }; },
  },
};

export const Why = {
  components: { Sentence, Bridge, Mechanisms, Claims, Tipping },
  template: `<div class="why"><sentence></sentence><bridge></bridge><mechanisms></mechanisms><claims></claims><tipping></tipping></div>`,
};
