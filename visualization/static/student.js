// Student: the page of whoever sits in the class: type the code, guess, and see what the class sees.

import { ROLES } from "./classroom.js";
import { guessCode, ownNumber } from "./guess_code.js";
import { Guess } from "./lesson_chart.js";
import { Screen, download, values, whole } from "./lesson_screen.js";
import { theme } from "./theme.js";
import { N_, spoken } from "./words.js";

const { Vue } = window;
const KEPT = "tillit-class";
const EVERY = 2000;
const LOST = 2; // so often unanswered, the class is out of reach
const REASONS = {
  "wrong code": N_("That is not the code. Look again."),
  "too many wrong codes": N_("Too many wrong codes came from here. Ask for a new one."),
  full: N_("The class is full."),
  "not in the class": N_("The class begins anew. Type the code that is shown now."),
  "not asked now": N_("This is no longer asked."),
  "changed too often": N_("You changed this guess so often that it stands now."),
};

const store = new Vue({
  data: { words: {}, state: { language: document.documentElement.lang || "en" } },
  methods: {
    _(text, fields) { return spoken(this.words, text, fields); },
    async speak() {
      const { language, words } = await (await fetch("/class/words", { cache: "no-store" })).json();
      this.words = Object.freeze(words);
      this.state = { language };
      document.documentElement.lang = language;
    },
  },
});

function kept() {
  try { return JSON.parse(localStorage.getItem(KEPT)) || {}; } catch { return {}; }
}

const Student = {
  provide: { store },
  components: { Guess, Screen },
  template: `
    <div class="tillit"><main class="lessons student">
      <form v-if="!key" @submit.prevent="join"><h1>Tillit</h1>
        <label>{{ store._("The code that is shown in front") }}<input v-model="code" class="typed" maxlength="4" autocomplete="off" autocapitalize="characters" spellcheck="false" required></label>
        <div class="acts"><button class="main">{{ store._("Join") }}</button></div>
        <p v-if="refused" class="lost" role="alert">{{ refused }}</p>
        <p class="muted">{{ store._("No name, no account. Guesses are gone when the lesson ends; your own stay in this browser.") }}</p></form>
      <div v-else-if="!now || !now.step" role="status"><h1>{{ store._("You are in.") }}</h1><p>{{ store._("The lesson begins in a moment.") }}</p></div>
      <template v-else>
        <p class="muted">{{ now.title }} · {{ store._("step {turn} of {steps}", { turn: now.at + 1, steps: now.of }) }}</p>
        <details v-if="now.role" :open="now.at === 0"><summary>{{ store._("Your role") }}: <b>{{ store._(ROLES[now.role.name]) }}</b></summary>
          <guess :chart="now.role.chart"></guess></details>
        <screen ref="screen" :key="place" :step="now.step" :at="now.at" :mine="mine" :before="before" @keep="keep"></screen>
        <template v-if="now.step.form">
          <div class="acts">
            <button class="main" :aria-disabled="String(!ready || sent)" @click="send">{{ sent ? store._("Sent") : store._("Send my guess") }}</button>
            <button @click="again">{{ store._("Start over") }}</button></div>
          <p role="status" class="guessed">{{ sent ? store._("Your guess is with the class. You may change it until it is shown.") : "" }}</p></template>
        <p v-if="refused" class="lost" role="alert">{{ refused }}</p>
        <p v-if="lost" class="lost" role="alert">{{ store._("The class is out of reach.") }} <template v-if="spelled">{{ store._("Say your guess by these letters:") }} <b class="code">{{ spelled }}</b></template></p>
        <div class="acts"><button @click="save">{{ store._("Download my answers") }}</button></div>
        <p class="muted">{{ store._("Nothing is scored.") }}</p>
      </template>
    </main></div>`,
  data: () => ({ store, ROLES, key: "", own: 0, code: "", answers: {}, steps: {}, now: null, refused: "", failed: 0 }),
  computed: {
    place() { return `${this.now.lesson}/${this.now.at}`; },
    mine() { return this.answers[this.place] || {}; },
    ready() { return whole(this.now.step, this.mine); },
    sent() { return Boolean(this.mine.sent) && !this.lost; },
    lost() { return this.failed >= LOST; },
    // The last guess, if this step shows what came out.
    before() {
      if (this.now.step.kind !== "reveal") return null;
      for (let at = this.now.at - 1; at >= 0; at -= 1) {
        const step = this.steps[`${this.now.lesson}/${at}`];
        if (!step || step.kind === "reveal") return null;
        if (step.kind === "predict") return { step, mine: this.answers[`${this.now.lesson}/${at}`] || {} };
      }
      return null;
    },
    spelled() { return guessCode(this.now.step, this.now, this.mine, this.own); },
  },
  created() {
    // A code in the address is one that a camera saw.
    this.code = location.hash.slice(1, 5);
    Object.assign(this, { key: "", answers: {}, steps: {}, own: 0 }, kept());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.look(); });
    store.speak().catch(() => {}).then(() => { if (!this.key && this.code) this.join(); else this.look(); });
  },
  methods: {
    remember() { localStorage.setItem(KEPT, JSON.stringify({ key: this.key, own: this.own, answers: this.answers, steps: this.steps })); },
    async ask(path, method = "GET", body = null) {
      const answer = await fetch(`/class/${path}`, { method, body: body && JSON.stringify(body), headers: { "Tillit-Key": this.key }, cache: "no-store" });
      if (answer.status === 204) return null;
      return answer.json();
    },
    refuse(reason) { this.refused = store._(REASONS[reason] || N_("This was not taken.")); },
    async join() {
      this.refused = "";
      try {
        const { key, refused } = await this.ask("join", "POST", { code: this.code });
        if (refused) { this.refuse(refused); return; }
        Object.assign(this, { key, own: ownNumber(), answers: {}, steps: {}, now: null, code: "" });
        history.replaceState(null, "", location.pathname);
        this.remember();
        this.look();
      } catch { this.refused = store._("The class is out of reach."); }
    },
    // Asks what the class sees, every other second and whenever somebody comes back to the page.
    async look() {
      clearTimeout(this.timer);
      if (!this.key) return;
      try {
        const now = await this.ask(`now?seen=${this.now ? this.now.version : ""}`);
        this.failed = 0;
        if (now && now.refused) { this.leave(now.refused); return; }
        if (now) await this.take(now);
      } catch { this.failed += 1; }
      clearTimeout(this.timer);
      this.timer = setTimeout(this.look, EVERY + 500 * Math.random());
    },
    leave(reason) {
      Object.assign(this, { key: "", now: null });
      this.remember();
      this.refuse(reason);
    },
    async take(now) {
      if (now.language !== store.state.language) await store.speak();
      const moved = !this.now || !this.now.step || !now.step || this.now.at !== now.at || this.now.lesson !== now.lesson;
      this.now = Object.freeze(now);
      if (!now.step) return;
      this.$set(this.steps, this.place, now.step);
      // Whoever teaches has started over.
      if (this.mine.round !== undefined && this.mine.round !== now.round && now.step.form) this.$delete(this.answers, this.place);
      this.remember();
      if (moved) { this.refused = ""; this.$nextTick(() => this.$refs.screen.look()); }
    },
    keep(part) {
      const changed = !("why" in part);
      this.$set(this.answers, this.place, { ...this.mine, ...part, round: this.now.round, ...(changed ? { sent: false } : {}) });
      this.remember();
    },
    again() { this.$delete(this.answers, this.place); this.remember(); },
    async send() {
      if (!this.ready) return;
      const { lesson, at, step } = this.now;
      try {
        const { refused } = await this.ask("answer", "POST", { lesson, at, values: values(step, this.mine) });
        this.failed = 0;
        if (refused === "not in the class") this.leave(refused);
        else if (refused) this.refuse(refused);
        else { this.refused = ""; this.$set(this.answers, this.place, { ...this.mine, round: this.now.round, sent: true }); this.remember(); }
      } catch { this.failed = LOST; }
    },
    save() {
      const found = Object.entries(this.steps).map(([place, step]) => ({ step: step.title, ask: step.ask, ...(this.answers[place] || {}) }));
      download(this.now.lesson, this.now.title, found);
    },
  },
};

theme("auto");
new Vue({ render: (make) => make(Student) }).$mount("#student");
