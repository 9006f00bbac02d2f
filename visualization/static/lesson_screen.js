// Lesson screen: one step of a lesson, to read, to guess on, or with what came out; the page and a student's own show it.

import { Guess } from "./lesson_chart.js";
import { figure } from "./numbers.js";

export const POINTS = 6;

// Tells whether a step needs no guess, or has a whole one.
export function whole(step, mine) {
  if (step.form === "draw") return (mine.points || []).filter((it) => it !== null).length === POINTS;
  if (step.form === "choose") return mine.choice !== undefined;
  if (step.form === "range") return [mine.low, mine.high].every((it) => it !== undefined && it !== "" && Number.isFinite(+it)) && +mine.low <= +mine.high;
  return true;
}

// What a range is of: a label and an axis of its own, or those of the chart.
export const ranged = (step) => step.range || step.chart;

// A whole guess as the numbers that a class is told.
export function values(step, mine) {
  return { draw: () => mine.points, choose: () => [mine.choice], range: () => [+mine.low, +mine.high] }[step.form]();
}

// Saves what somebody wrote and guessed.
export function download(number, title, answers) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ lesson: title, answers }, null, 2)], { type: "application/json" }));
  link.download = `tillit-lesson-${number}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

export const Screen = {
  inject: ["store"],
  components: { Guess },
  // `before` is the guess that a reveal answers: its step, and what was guessed. `others` is the class.
  props: ["step", "at", "mine", "before", "others"],
  template: `
    <div class="screen">
      <h1 ref="title" tabindex="-1">{{ step.title }}</h1>
      <p class="unlocks" v-if="step.unlocks">{{ store._("Unlocked:") }} <b>{{ step.unlocks }}</b></p>
      <p v-for="it in step.text">{{ it }}</p>
      <guess v-if="step.chart && step.form !== 'range'" :key="at" :chart="step.chart" :guess="own" :others="others" @drawn="keep({ points: $event })"></guess>
      <p class="muted" v-if="step.form === 'draw'">{{ store._("Drag with mouse or finger across the box. By keyboard: Tab to a point, up and down to set it, left and right to the next.") }} {{ store._("{count} of 6 drawn", { count: (mine.points || []).filter((it) => it !== null).length }) }}</p>
      <fieldset v-if="step.form === 'choose'"><legend class="unseen">{{ step.title }}</legend>
        <label v-for="(it, turn) in step.choices"><input type="radio" :name="'choice-' + at" :checked="mine.choice === turn" @change="keep({ choice: turn })"> {{ it }}</label></fieldset>
      <fieldset v-if="step.form === 'range'"><legend>{{ ranged.label }}</legend>
        <label>{{ store._("at least") }} <input type="number" :min="ranged.axis[0]" :max="ranged.axis[1]" step="any" :value="mine.low" @input="keep({ low: $event.target.value })"></label>
        <label>{{ store._("at most") }} <input type="number" :min="ranged.axis[0]" :max="ranged.axis[1]" step="any" :value="mine.high" @input="keep({ high: $event.target.value })"></label></fieldset>
      <p v-if="guessed" class="guessed">{{ guessed }}</p>
      <table v-if="step.said.length"><thead><tr><th></th><th>{{ store._("The source says") }}</th><th>{{ store._("The model (nine in ten between)") }}</th></tr></thead>
        <tr v-for="it in step.said"><th scope="row">{{ it.claim }}<br><span class="muted">{{ it.by }} <q v-if="it.quote" :lang="it.quoted_in">{{ it.quote }}</q></span></th><td>{{ it.said }}</td><td>{{ it.model }}</td></tr></table>
      <slot></slot>
      <label class="ask" v-if="step.ask">{{ step.ask }}<textarea rows="3" :value="mine.why || ''" @input="keep({ why: $event.target.value })"></textarea></label>
    </div>`,
  computed: {
    ranged() { return ranged(this.step); },
    own() {
      if (this.step.form === "draw") return this.mine.points || null;
      const it = this.before;
      return it && it.step.form === "draw" && it.step.chart.name === this.step.chart.name ? it.mine.points || null : null;
    },
    guessed() {
      const it = this.before;
      if (!it || !whole(it.step, it.mine)) return "";
      const { language } = this.store.state;
      if (it.step.form === "choose") return this.store._("You guessed: {guess}", { guess: it.step.choices[it.mine.choice] });
      if (it.step.form === "range") return this.store._("You guessed: {guess}", { guess: `${figure(+it.mine.low, language)} … ${figure(+it.mine.high, language)}` });
      const last = this.step.chart && this.step.chart.middle ? this.step.chart.middle[this.step.chart.months - 1] : null;
      return last === null ? "" : this.store._("At the end you guessed {guess}; the middle of the towns is {middle}.", { guess: figure(it.mine.points[POINTS - 1], language, 1), middle: figure(last, language, 1) });
    },
  },
  methods: {
    keep(part) { this.$emit("keep", part); },
    look() { this.$refs.title.focus(); window.scrollTo(0, 0); },
  },
};
