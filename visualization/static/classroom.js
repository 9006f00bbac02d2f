// Classroom: what whoever teaches sees of the class: how it comes in, who guessed, and what.

import { Guess, nice } from "./lesson_chart.js";
import { ranged } from "./lesson_screen.js";
import { figure } from "./numbers.js";
import { N_ } from "./words.js";

const EVERY = 1500;
export const ROLES = { manager: N_("Manager"), caseworker: N_("Caseworker"), economist: N_("Economist"), client: N_("Client"), politician: N_("Politician") };

async function teacher(path, method, body) {
  const answer = await fetch(`/class/teacher/${path}`, { method, body: body && JSON.stringify(body), cache: "no-store" });
  return answer.json();
}

// What was chosen, counted.
const Counts = {
  inject: ["store"],
  props: ["choices", "guesses"],
  template: `
    <table class="counts"><caption>{{ store._("The class's guesses") }}</caption>
      <tr v-for="(it, turn) in choices"><th scope="row">{{ it }}</th><td>{{ count(turn) }}</td><td class="length"><i :style="{ width: 100 * count(turn) / most + '%' }"></i></td></tr></table>`,
  computed: { most() { return Math.max(1, ...this.choices.map((_, turn) => this.count(turn))); } },
  methods: { count(turn) { return this.guesses.filter(([it]) => it === turn).length; } },
};

// Ranges, each a bar; and between which nine in ten of the model's towns lie, where that is shown.
const Ranges = {
  inject: ["store"],
  props: ["about", "guesses", "model"],
  template: `
    <figure class="guess"><figcaption>{{ store._("The class's guesses") }}: {{ about.label }}</figcaption>
      <svg :viewBox="'0 0 640 ' + high" role="img" :aria-label="store._('{count} ranges', { count: guesses.length })">
        <rect v-if="model" class="model" :x="x(model[0])" y="8" :width="Math.max(2, x(model[1]) - x(model[0]))" :height="high - 34"></rect>
        <g v-for="it in ticks"><path class="rule" :d="'M' + x(it) + ' 8V' + (high - 26)"></path><text :x="x(it)" :y="high - 8" text-anchor="middle">{{ tick(it) }}</text></g>
        <path v-for="([low, top], turn) in sorted" class="other" :d="'M' + x(low) + ' ' + (14 + turn * each) + 'H' + Math.max(x(low) + 2, x(top))"></path>
      </svg>
      <p class="muted" v-if="model">{{ store._("The band: between these, nine in ten of the model's towns lie.") }}</p></figure>`,
  computed: {
    each() { return this.guesses.length > 40 ? 3 : 7; },
    high() { return 44 + this.guesses.length * this.each; },
    sorted() { return [...this.guesses].sort((a, b) => a[0] + a[1] - b[0] - b[1]); },
    every() { return nice(this.about.axis[1] - this.about.axis[0], 8); },
    ticks() {
      const [low, high] = this.about.axis;
      const first = Math.ceil(low / this.every);
      return Array.from({ length: Math.floor(high / this.every + 1e-9) - first + 1 }, (_, it) => (first + it) * this.every);
    },
  },
  methods: {
    x(value) { const [low, high] = this.about.axis; return 20 + (600 * (Math.min(high, Math.max(low, value)) - low)) / (high - low); },
    tick(value) { return figure(value, this.store.state.language, Number.isInteger(this.every) ? 0 : 1); },
  },
};

export const Classroom = {
  inject: ["store"],
  components: { Guess, Counts, Ranges },
  // `asked` is the turn of the guess that the step asks for, or answers.
  props: ["lesson", "roles", "at", "asked"],
  template: `
    <section class="classroom" :aria-label="store._('The class')">
      <p v-if="!it" role="status">…</p>
      <div v-else-if="!lesson" class="invitation">
        <img :src="'/class/teacher/picture.svg?' + it.code" :alt="store._('The address and the code as a picture for a camera')">
        <div><p>{{ store._("Open in any browser") }}</p><p class="big">{{ short }}</p>
          <p>{{ store._("and type") }}</p><p class="big code">{{ it.code }}</p>
          <p role="status"><b>{{ store._("{here} here", { here: it.here }) }}</b></p>
          <p><label><input type="checkbox" v-model="parted"> {{ store._("Give everybody a role, with a first chart of its own") }}</label></p>
          <div class="acts"><button @click="renew">{{ store._("New code, and everybody out") }}</button></div></div>
      </div>
      <template v-else>
        <div class="strip"><span>{{ short }} · <b class="code">{{ it.code }}</b></span>
          <span role="status" v-if="asked < 0">{{ store._("{here} here", { here: it.here }) }}</span>
          <template v-else><b role="status">{{ store._("{count} of {here} have guessed", { count: it.guesses.length, here: Math.max(it.here, it.guesses.length) }) }}</b>
            <button :aria-pressed="String(shown)" @click="shown = !shown">{{ store._("The class's guesses") }}</button>
            <label v-if="parted && shown"><span class="unseen">{{ store._("Whose guesses") }}</span><select v-model="role"><option value="">{{ store._("Everybody") }}</option><option v-for="(text, name) in ROLES" :value="name">{{ store._(text) }}</option></select></label>
            <button @click="over">{{ store._("The class starts over") }}</button>
            <form @submit.prevent="type"><label>{{ store._("Told by code") }} <input v-model="typed" class="typed" maxlength="12" autocomplete="off" autocapitalize="characters" spellcheck="false" :aria-invalid="String(Boolean(wrong))"></label> <button>{{ store._("Add") }}</button></form></template></div>
        <p v-if="wrong" role="alert" class="lost">{{ wrong }}</p>
        <template v-if="shown && step">
          <counts v-if="step.form === 'choose'" :choices="step.choices" :guesses="guesses"></counts>
          <ranges v-else-if="step.form === 'range'" :about="about" :guesses="guesses" :model="model"></ranges>
          <guess v-else-if="!drawn" :key="asked" :chart="{ ...step.chart, lines: [] }" :others="guesses"></guess>
        </template>
      </template>
      <p v-if="away" role="alert" class="lost">{{ store._("The server does not answer.") }}</p>
    </section>`,
  data: () => ({ ROLES, it: null, shown: false, parted: false, role: "", typed: "", wrong: "", away: false }),
  created() {
    this.told = "";
    this.ask();
  },
  beforeDestroy() {
    clearTimeout(this.timer);
    this.gone = true;
  },
  watch: {
    at() { this.moved(); },
    lesson() { this.moved(); },
    guesses: { handler() { this.tell(); } },
    shown() { this.tell(); },
  },
  computed: {
    short() { return this.it.address.replace("http://", ""); },
    step() { return this.asked < 0 ? null : this.lesson.steps[this.asked]; },
    about() { return ranged(this.step); },
    // Whether the step's own chart can show what was drawn.
    drawn() { const now = this.lesson.steps[this.at]; return now.chart && this.step.chart && now.chart.name === this.step.chart.name; },
    guesses() { return this.it ? this.it.guesses.filter(([role]) => !this.role || role === this.role).map(([, ...values]) => values) : []; },
    // Between which the model's towns lie in the month that a range is of.
    model() {
      const now = this.lesson.steps[this.at].chart;
      const { chart, month } = this.step;
      return now && chart && now.low && now.name === chart.name ? [now.low[month - 1], now.high[month - 1]] : null;
    },
  },
  methods: {
    moved() { this.shown = false; this.wrong = ""; this.role = ""; this.ask(); },
    tell() { this.$emit("guesses", this.shown && this.step && this.step.form === "draw" ? this.guesses : null); },
    screen() {
      if (!this.lesson) return { screen: null, language: this.store.state.language };
      const { number, title, steps, language } = this.lesson;
      return { screen: { lesson: number, at: this.at, of: steps.length, title, step: steps[this.at], roles: this.parted ? this.roles : null }, language: language || this.store.state.language };
    },
    // Shows the class what is shown here, if it is something else, and asks who is there.
    async ask() {
      clearTimeout(this.timer);
      const telling = JSON.stringify(this.screen());
      try {
        if (telling !== this.told) { await teacher("screen", "PUT", this.screen()); this.told = telling; }
        this.it = await teacher(`overview?lesson=${this.lesson ? this.lesson.number : 0}&at=${this.asked}`, "GET");
        this.away = false;
      } catch { this.away = true; }
      clearTimeout(this.timer);
      if (!this.gone) this.timer = setTimeout(this.ask, EVERY);
    },
    place() { return { lesson: this.lesson.number, at: this.asked }; },
    async over() { await teacher("over", "POST", this.place()); this.ask(); },
    async renew() { await teacher("renew", "POST"); this.ask(); },
    async type() {
      const { refused } = await teacher("typed", "POST", { ...this.place(), code: this.typed });
      this.wrong = refused ? this.store._("This is no code for this step: it has eight letters, and no I or O. Look again.") : "";
      if (!refused) this.typed = "";
      this.ask();
    },
  },
};
