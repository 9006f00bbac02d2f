// Lessons: choose one, guess first, then see, and write why. Answers stay in this browser.

import { Guess } from "./lesson_chart.js";
import { figure } from "./numbers.js";

const KEY = "tillit-lesson-";

export const Lessons = {
  inject: ["store", "folder"],
  components: { Guess },
  template: `
    <article class="lessons">
      <template v-if="!lesson">
        <h1>{{ store._("Lessons") }}</h1>
        <p v-if="refused" class="lost" role="alert">{{ refused }}</p>
        <p v-if="share !== null" role="status">{{ store._("The model lives the lesson's towns: {share} % …", { share: Math.round(100 * share) }) }}</p>
        <ul class="choice"><li v-for="it in list"><button @click="open(it.number)" :aria-disabled="String(share !== null)"><b>{{ it.number }}. {{ it.title }}</b><br>{{ it.question }}</button></li></ul>
        <h2>{{ store._("Keys for whoever stands in front") }}</h2>
        <p>{{ store._("1 to 5: the views. Space: play and pause in the office. R: reorganise. Z and Y: undo and redo. V: show the change again. P: light, dark, projector.") }}</p>
      </template>
      <template v-else>
        <p class="muted">{{ lesson.title }} · {{ store._("step {turn} of {steps}", { turn: at + 1, steps: lesson.steps.length }) }}</p>
        <h1 ref="title" tabindex="-1">{{ step.title }}</h1>
        <p class="unlocks" v-if="step.unlocks">{{ store._("Unlocked:") }} <b>{{ step.unlocks }}</b></p>
        <p v-for="it in step.text">{{ it }}</p>
        <guess v-if="drawn" :key="at" :chart="step.chart" :guess="own" :ready="ready" @drawn="keep('points', $event)"></guess>
        <p class="muted" v-if="step.form === 'draw'">{{ store._("Drag with mouse or finger across the box. By keyboard: Tab to a point, up and down to set it, left and right to the next.") }} {{ store._("{count} of 6 drawn", { count: (mine.points || []).filter((it) => it !== null).length }) }}</p>
        <fieldset v-if="step.form === 'choose'"><legend class="unseen">{{ step.title }}</legend>
          <label v-for="(it, turn) in step.choices"><input type="radio" :name="'choice-' + at" :checked="mine.choice === turn" @change="keep('choice', turn)"> {{ it }}</label></fieldset>
        <fieldset v-if="step.form === 'range'"><legend>{{ ranged.label }}</legend>
          <label>{{ store._("at least") }} <input type="number" :min="ranged.axis[0]" :max="ranged.axis[1]" step="any" :value="mine.low" @input="keep('low', $event.target.value)"></label>
          <label>{{ store._("at most") }} <input type="number" :min="ranged.axis[0]" :max="ranged.axis[1]" step="any" :value="mine.high" @input="keep('high', $event.target.value)"></label></fieldset>
        <p v-if="guessed" class="guessed">{{ guessed }}</p>
        <table v-if="step.said.length"><thead><tr><th></th><th>{{ store._("The source says") }}</th><th>{{ store._("The model (nine in ten between)") }}</th></tr></thead>
          <tr v-for="it in step.said"><th scope="row">{{ it.claim }}<br><span class="muted">{{ it.by }} <q v-if="it.quote" lang="sv">{{ it.quote }}</q></span></th><td>{{ it.said }}</td><td>{{ it.model }}</td></tr></table>
        <label class="ask" v-if="step.ask">{{ step.ask }}<textarea rows="3" :value="mine.why || ''" @input="keep('why', $event.target.value)"></textarea></label>
        <div class="acts">
          <button @click="go(-1)">{{ at ? store._("Back") : store._("To the lessons") }}</button>
          <button class="main" v-if="at + 1 < lesson.steps.length" :aria-disabled="String(!ready)" @click="ready && go(1)">{{ step.kind === "predict" ? store._("Show what happened") : store._("Next") }}</button>
          <button v-if="step.kind === 'predict'" @click="again">{{ store._("Start over") }}</button>
          <button @click="download">{{ store._("Download my answers") }}</button>
        </div>
        <p class="muted">{{ store._("Nothing is scored. Your answers stay in this browser.") }}</p>
      </template>
    </article>`,
  data: () => ({ list: [], lesson: null, at: 0, answers: {}, share: null, refused: "" }),
  created() {
    if (!document.querySelector("link[data-lessons]")) {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${this.folder}lessons.css` });
      link.dataset.lessons = "";
      document.head.append(link);
    }
    this.heard = {
      lessons: (it) => { this.list = it.lessons; },
      progress: (it) => { if (it.of === "lesson" && this.share !== null) this.share = it.share; },
      lesson: this.take,
    };
    for (const [name, hear] of Object.entries(this.heard)) this.store.$on(name, hear);
    this.store.other("lessons");
  },
  beforeDestroy() {
    for (const [name, hear] of Object.entries(this.heard)) this.store.$off(name, hear);
  },
  watch: {
    // In another language the same lesson is asked for again; answers stay.
    "store.town.language"() { this.store.other("lessons"); if (this.lesson) this.ask(this.lesson.number); },
  },
  computed: {
    step() { return this.lesson.steps[this.at]; },
    mine() { return this.answers[this.at] || {}; },
    drawn() { return this.step.chart && this.step.form !== "range"; },
    ranged() { return this.step.range || this.step.chart; },
    // The guess that a reveal answers: the last one before it of the same series, or the last one of all.
    before() {
      if (this.step.kind !== "reveal") return null;
      for (let turn = this.at - 1; turn >= 0; turn -= 1) {
        const it = this.lesson.steps[turn];
        if (it.kind === "reveal") return null;
        if (it.kind === "predict") return { step: it, mine: this.answers[turn] || {} };
      }
      return null;
    },
    own() {
      if (this.step.form === "draw") return this.mine.points || null;
      const it = this.before;
      return it && it.step.form === "draw" && it.step.chart.name === this.step.chart.name ? it.mine.points || null : null;
    },
    ready() {
      const { form } = this.step;
      if (form === "draw") return (this.mine.points || []).filter((it) => it !== null).length === 6;
      if (form === "choose") return this.mine.choice !== undefined;
      if (form === "range") return [this.mine.low, this.mine.high].every((it) => it !== undefined && it !== "" && Number.isFinite(+it)) && +this.mine.low <= +this.mine.high;
      return true;
    },
    guessed() {
      const it = this.before;
      if (!it) return "";
      const { language } = this.store.state;
      if (it.step.form === "choose") return this.store._("You guessed: {guess}", { guess: it.step.choices[it.mine.choice] });
      if (it.step.form === "range") return this.store._("You guessed: {guess}", { guess: `${figure(+it.mine.low, language)} … ${figure(+it.mine.high, language)}` });
      const last = this.step.chart && this.step.chart.middle ? this.step.chart.middle[this.step.chart.months - 1] : null;
      return last === null || !it.mine.points ? "" : this.store._("At the end you guessed {guess}; the middle of the towns is {middle}.", { guess: figure(it.mine.points[5], language, 1), middle: figure(last, language, 1) });
    },
  },
  methods: {
    open(number) { if (this.share === null) this.ask(number); },
    ask(number) { this.share = 0; this.refused = ""; this.seq = this.store.other("lesson", { by: String(number) }); },
    take(it) {
      if (it.seq !== this.seq) return;
      this.share = null;
      if (it.refused) { this.refused = it.refused; return; }
      const same = this.lesson && this.lesson.number === it.lesson.number;
      this.lesson = Object.freeze(it.lesson);
      if (same) return;
      this.at = 0;
      try { this.answers = JSON.parse(localStorage.getItem(KEY + it.lesson.number)) || {}; } catch { this.answers = {}; }
      this.look();
    },
    keep(name, value) {
      this.$set(this.answers, this.at, { ...this.mine, [name]: value });
      localStorage.setItem(KEY + this.lesson.number, JSON.stringify(this.answers));
    },
    again() {
      this.$delete(this.answers, this.at);
      localStorage.setItem(KEY + this.lesson.number, JSON.stringify(this.answers));
    },
    go(by) {
      if (this.at + by < 0) { this.lesson = null; return; }
      this.at += by;
      this.look();
    },
    look() { this.$nextTick(() => { if (this.$refs.title) this.$refs.title.focus(); window.scrollTo(0, 0); }); },
    download() {
      const answers = this.lesson.steps.map((step, turn) => ({ step: step.title, ask: step.ask, ...(this.answers[turn] || {}) }));
      const data = JSON.stringify({ lesson: this.lesson.title, answers }, null, 2);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([data], { type: "application/json" }));
      link.download = `tillit-lesson-${this.lesson.number}.json`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
  },
};
