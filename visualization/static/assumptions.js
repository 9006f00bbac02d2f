// Assumptions: every parameter with its unit, range, source and grade. What is changed stands on top.

import { exact, figure } from "./numbers.js";
import { study } from "./why.js";
import { Sentence } from "./explore.js";

const Turning = {
  mixins: [study("turning")],
  template: `
    <section><h2>{{ store._("On what does the conclusion hang?") }}</h2>
      <p v-if="store.alone">{{ store._("The values at which a conclusion turns take the program (tillit app) a minute or two. Here one assumption at a time can be changed below: both worlds are lived again.") }}</p>
      <p v-else class="acts"><button @click="begin()">{{ store._("Find the five that matter most") }}</button> <span class="muted">{{ store._("takes a minute or two") }}</span></p>
      <p v-if="share >= 0" role="status"><progress max="1" :value="share" :aria-label="store._('Working')"></progress> {{ store._("Working …") }} {{ Math.round(100 * share) }} %</p>
      <table v-if="found && found.rows"><caption>{{ store._("What the municipality saves, million kronor, when one assumption is moved in both worlds; {tried} were moved.", { tried: found.tried }) }}</caption>
        <thead><tr><th>{{ store._("Assumption") }}</th><th>{{ store._("Now") }}</th><th>{{ store._("Saved now") }}</th><th>{{ store._("at its lowest") }}</th><th>{{ store._("at its highest") }}</th><th>{{ store._("The conclusion turns at") }}</th></tr></thead>
        <tr v-for="it in found.rows"><th scope="row">{{ store.assumptions[it.name] }}</th><td>{{ exact(it.usual) }}</td><td>{{ fig(it.saved) }}</td><td>{{ fig(it.low) }}</td><td>{{ fig(it.high) }}</td><td>{{ it.turns === null ? store._("not within its range") : exact(+it.turns.toPrecision(3)) }}</td></tr></table>
    </section>`,
  methods: { exact(value) { return exact(value, this.store.state.language); }, fig(value) { return figure(value, this.store.state.language, 0, true); } },
};

export const Assumptions = {
  inject: ["store"],
  components: { Sentence, Turning },
  data: () => ({ rows: [], wanted: "", wrong: "" }),
  template: `
    <div class="assumptions"><sentence></sentence><turning></turning>
      <h2>{{ store._("All assumptions") }}</h2>
      <p class="acts"><label>{{ store._("Search") }} <input type="search" v-model="wanted"></label>
        <span class="muted">{{ store._("Grades: A register, B study, C statement, D derived, E assumed.") }}</span></p>
      <p v-if="wrong" role="alert" class="lost">{{ wrong }}</p>
      <div class="scroll wide tall" tabindex="0" role="region" :aria-label="store._('All assumptions')"><table class="list">
        <thead><tr><th>{{ store._("Assumption") }}</th><th>{{ store._("Value") }}</th><th>{{ store._("Unit") }}</th><th>{{ store._("Range") }}</th><th>{{ store._("Grade") }}</th><th>{{ store._("Source") }}</th></tr></thead>
        <tr v-for="it in shown" :key="it.name" :class="{ changed: it.name in store.state.parameters }"><th scope="row">{{ it.called }}<span class="muted" translate="no">{{ it.name }}</span></th>
          <td><input type="number" step="any" :min="it.low" :max="it.high" :value="valueOf(it)" :aria-label="it.called" @change="set(it, $event.target)">
            <button v-if="it.name in store.state.parameters" class="small" @click="back(it)" :aria-label="store._('Take back {what}', { what: it.called })">×</button></td>
          <td>{{ it.unit }}</td><td>{{ exact(it.low) }} – {{ exact(it.high) }}</td><td>{{ it.grade }}</td><td>{{ it.source }}</td></tr></table></div>
    </div>`,
  created() { this.store.$on("assumptions", this.take); this.ask(); },
  destroyed() { this.store.$off("assumptions", this.take); },
  watch: { "store.town.language"() { this.ask(); } },
  computed: {
    shown() {
      const wanted = this.wanted.toLowerCase();
      const changed = (it) => (it.name in this.store.state.parameters ? 0 : 1);
      return this.rows.filter((it) => !wanted || `${it.name} ${it.called} ${it.source}`.toLowerCase().includes(wanted)).sort((a, b) => changed(a) - changed(b));
    },
  },
  methods: {
    exact(value) { return exact(value, this.store.state.language); },
    ask() { this.store.other("assumptions", {}); },
    take(it) { this.rows = Object.freeze(it.rows); },
    valueOf(it) { const { parameters } = this.store.state; return it.name in parameters ? parameters[it.name] : it.default; },
    set(it, field) {
      const value = field.value === "" ? NaN : +field.value;
      if (!(value >= it.low && value <= it.high) || (it.whole && !Number.isInteger(value))) {
        this.wrong = this.store._("{name} must lie between {low} and {high}.", { name: it.called, low: this.exact(it.low), high: this.exact(it.high) });
        field.value = this.valueOf(it);
        return;
      }
      this.wrong = "";
      this.store.change((state) => { if (value === it.default) delete state.parameters[it.name]; else this.$set(state.parameters, it.name, value); });
    },
    back(it) { this.store.change((state) => { delete state.parameters[it.name]; }); },
  },
};
