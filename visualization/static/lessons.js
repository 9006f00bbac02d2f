// Lessons: choose one, guess first, then see, and write why. Answers stay in this browser.

import { Classroom } from "./classroom.js";
import { guessCode, ownNumber } from "./guess_code.js";
import { Screen, download, whole } from "./lesson_screen.js";

const KEY = "tillit-lesson-";

export const Lessons = {
  name: "Lessons", // by which the page keeps it while another view is open
  inject: ["store", "folder", "taught"],
  components: { Classroom, Screen },
  template: `
    <article class="lessons">
      <classroom v-if="taught" ref="room" :lesson="lesson" :roles="roles" :at="at" :asked="asked" @guesses="others = $event"></classroom>
      <template v-if="!lesson">
        <h1>{{ store._("Lessons") }}</h1>
        <p v-if="refused" class="lost" role="alert">{{ refused }}</p>
        <p v-if="share !== null" role="status">{{ store._("The model lives the lesson's towns: {share} % …", { share: Math.round(100 * share) }) }}</p>
        <ul class="choice"><li v-for="it in list"><button @click="open(it.number)" :aria-disabled="String(share !== null)"><b>{{ it.number }}. {{ it.title }}</b><br>{{ it.question }}</button></li></ul>
        <h2>{{ store._("Keys for whoever stands in front") }}</h2>
        <p>{{ store._("1 to 6: the views. Space: play and pause in the office. R: reorganise. Z and Y: undo and redo. V: show the change again. P: light, dark, projector.") }}</p>
      </template>
      <template v-else>
        <p class="muted">{{ lesson.title }} · {{ store._("step {turn} of {steps}", { turn: at + 1, steps: lesson.steps.length }) }}</p>
        <screen ref="screen" :step="step" :at="at" :mine="mine" :before="before" :others="shown" @keep="keep"></screen>
        <div class="acts">
          <button @click="go(-1)">{{ at ? store._("Back") : store._("To the lessons") }}</button>
          <button class="main" v-if="at + 1 < lesson.steps.length" :aria-disabled="String(!ready)" @click="ready && go(1)">{{ step.kind === "predict" ? store._("Show what the model says") : store._("Next") }}</button>
          <button v-if="step.kind === 'predict'" @click="again">{{ store._("Start over") }}</button>
          <button @click="save">{{ store._("Download my answers") }}</button>
        </div>
        <p class="muted" v-if="letters">{{ store._("Your guess in letters, for a class without a network:") }} <b class="code">{{ letters }}</b></p>
        <p class="muted">{{ store._("Nothing is scored. Your answers stay in this browser.") }}</p>
      </template>
    </article>`,
  data: () => ({ list: [], lesson: null, roles: null, at: 0, answers: {}, share: null, refused: "", others: null, number: ownNumber() }),
  created() {
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
    // The turn of the guess that this step asks for, or answers: the last one before it; -1 if there is none.
    asked() {
      if (!this.lesson || this.step.kind === "predict") return this.lesson ? this.at : -1;
      if (this.step.kind !== "reveal") return -1;
      for (let turn = this.at - 1; turn >= 0; turn -= 1) {
        if (this.lesson.steps[turn].kind === "predict") return turn;
        if (this.lesson.steps[turn].kind === "reveal") return -1;
      }
      return -1;
    },
    before() {
      return this.asked < 0 || this.asked === this.at ? null : { step: this.lesson.steps[this.asked], mine: this.answers[this.asked] || {} };
    },
    // What the class drew, where the chart is of the same series.
    shown() {
      const it = this.asked < 0 ? null : this.lesson.steps[this.asked];
      return it && it.form === "draw" && this.step.chart && it.chart.name === this.step.chart.name ? this.others : null;
    },
    letters() { return this.taught ? "" : guessCode(this.step, { lesson: this.lesson.number, at: this.at }, this.mine, this.number); },
    // Whoever teaches may go on without a guess of her own.
    ready() { return this.taught || whole(this.step, this.mine); },
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
      this.roles = Object.freeze(it.roles || null);
      if (same) return;
      this.at = 0;
      try { this.answers = JSON.parse(localStorage.getItem(KEY + it.lesson.number)) || {}; } catch { this.answers = {}; }
      this.look();
    },
    keep(part) {
      this.$set(this.answers, this.at, { ...this.mine, ...part });
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
    look() { this.$nextTick(() => { if (this.$refs.screen) this.$refs.screen.look(); }); },
    save() {
      download(this.lesson.number, this.lesson.title, this.lesson.steps.map((step, turn) => ({ step: step.title, ask: step.ask, ...(this.answers[turn] || {}) })));
    },
  },
};
