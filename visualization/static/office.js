// The office: the trust graph as a place, month by month. One sees who loses whom.

import { figure, monthName } from "./numbers.js";
import { still } from "./theme.js";
import { FINE, colours, draw, formOf, layout, placesIn } from "./office_scene.js";
import { N_ } from "./words.js";
import { Follow, nameOf } from "./follow.js";

const SPEEDS = [1, 2, 4, 8];
const SLOW = 900;
const POSTS = ["", N_("vacant"), N_("at work"), N_("ill"), N_("hired consultant")];
const VACANT = 1;
const FORMS = [N_("at home"), N_("with relatives"), N_("in a foster family"), N_("in a room of its own"), N_("in an institution")];

export const Office = {
  inject: ["store"],
  components: { Follow },
  data: () => ({ film: null, month: 0, playing: false, speed: 2, world: "now", table: false, turn: -1, desk: -1, tip: null, moved: 0, happened: "", SPEEDS, busy: false }),
  template: `
    <div class="office">
      <h1 class="sentence" aria-live="off">{{ told }} <b class="lost" v-if="lost">{{ lost }}</b></h1>
      <div class="controls">
        <button :aria-label="store._('The month before')" @click="step(-1)">◀</button>
        <button class="main" @click="play" :aria-pressed="null">{{ playing ? "❚❚ " + store._("Pause") : "▶ " + store._("Play") }}</button>
        <button :aria-label="store._('The next month')" @click="step(1)">▶|</button>
        <label class="months"><span class="unseen">{{ store._("Month") }}</span>
          <input type="range" min="0" :max="film ? film.months : 120" :value="month" :aria-valuetext="when" @input="jump(+$event.target.value)"></label>
        <label>{{ store._("Speed") }} <select v-model.number="speed"><option v-for="it in SPEEDS" :value="it">{{ it }}×</option></select></label>
        <label v-if="store.town.units.length > 1"><span class="unseen">{{ store._("Unit") }}</span><select :value="store.state.unit" @change="unit($event.target.value)">
          <option value="assistance">{{ store._("Households") }}</option><option value="children">{{ store._("Children") }}</option></select></label>
        <label><span class="unseen">{{ store._("World") }}</span><select v-model="world" @change="ask"><option value="now">{{ store._("With the changes") }}</option><option value="was">{{ store._("As it was") }}</option></select></label>
        <button class="small" :aria-pressed="String(table)" @click="table = !table">{{ store._("Table") }}</button>
      </div>
      <div class="stage" v-show="!table" ref="stage">
        <canvas ref="canvas" tabindex="0" role="application" :aria-label="store._('The office. Arrow keys walk from desk to desk and up to the households; Enter follows one.')"
          @pointermove="point" @pointerdown="point($event, true)" @pointerleave="leave" @keydown="walk" @blur="leave"></canvas>
        <div v-if="tip" class="tip" :style="{ left: tip.x + 'px', top: tip.y + 'px' }"><b>{{ tip.title }}</b><br>{{ tip.text }}
          <svg v-if="tip.line" viewBox="0 0 120 30" width="120" height="30" aria-hidden="true"><path :d="tip.line" fill="none" stroke="currentColor" stroke-width="1.5"/></svg></div>
      </div>
      <div v-if="table && film" class="scroll tall" tabindex="0" role="region" :aria-label="store._('Desks')"><table>
        <thead><tr><th>{{ store._("Desk") }}</th><th>{{ store._("Post") }}</th><th>{{ store._("Cases") }}</th><th>{{ store._("Mean trust") }}</th><th>{{ store._("Partners known") }}</th><th>{{ store._("Months in post") }}</th></tr></thead>
        <tr v-for="it in rows"><th scope="row">{{ it.desk }}</th><td>{{ it.post }}</td><td>{{ it.cases }}</td><td>{{ it.trust }}</td><td>{{ it.partners }}</td><td>{{ it.months }}</td></tr></table></div>
      <div class="shocks"><span>{{ store._("Next month:") }}</span>
        <button class="cut" @click="shock('reorganisation')">{{ store._("Reorganise now") }}</button>
        <button @click="shock('quit')">{{ store._("Somebody quits") }}</button>
        <button @click="shock('hire')">{{ store._("Hire one") }}</button>
        <button @click="shock('wave')">{{ store._("A wave of applicants") }}</button>
        <span class="muted" v-if="world === 'was'">{{ store._("The town as it was: nothing happens here.") }}</span></div>
      <p class="key" aria-hidden="true"><span><i v-for="it in 6" :style="{ background: 'var(--t' + (it - 1) + ')' }"></i> {{ children ? store._("a child, by the family's trust: none to high") : store._("a household, by its trust: none to high") }}</span>
        <span><i class="crisis"></i> {{ store._("in crisis") }}</span><span v-if="children">● {{ store._("at home") }} ▲ {{ store._("with a family") }} ■ {{ store._("in an institution") }}</span>
        <span>▬ {{ store._("desk with its cases; outlined: ill or hired; dashed: vacant") }}</span><span>━ {{ store._("knows somebody there") }}</span></p>
      <follow v-if="film" :month="month" @jump="jump"></follow>
    </div>`,
  computed: {
    children() { return this.film && this.film.unit === "children"; },
    when() { return this.month ? monthName(this.store.town.start, this.month, this.store.state.language) : this.store._("Before the first month"); },
    told() {
      if (!this.film) return "…";
      if (!this.month) return this.store._("{when}. Press play, or reorganise.", { when: this.when });
      const [many, each, trust, kept] = this.film.figures.map((it) => it[this.month - 1]);
      const lang = this.store.state.language;
      const values = { when: this.when, many: figure(many, lang, 0), each: figure(each, lang, 0), trust: figure(100 * trust, lang, 0), kept: figure(100 * kept, lang, 0) };
      const said = this.children
        ? this.store._("{when}: {many} children, {each} for each caseworker; trust {trust} of 100; {kept} % met their caseworker.", values)
        : this.store._("{when}: {many} households, {each} for each caseworker; trust {trust} of 100; {kept} % met their caseworker.", values);
      return said.charAt(0).toUpperCase() + said.slice(1);
    },
    lost() {
      if (!this.film || this.moved < 3) return "";
      const lang = this.store.state.language;
      const [, , trust] = this.film.figures;
      const values = { moved: figure(this.moved, lang, 0), before: figure(100 * (trust[this.month - 2] || trust[this.month - 1]), lang, 0), now: figure(100 * trust[this.month - 1], lang, 0) };
      if (this.moved < 12 || values.before === values.now) return this.store._("{moved} changed caseworker.", values);
      return this.store._("{moved} changed caseworker; trust went from {before} to {now} of 100.", values);
    },
    rows() {
      const film = this.film, month = this.month;
      const cases = new Int32Array(film.seats), trust = new Float64Array(film.seats);
      for (let at = film.ends[month]; at < film.ends[month + 1]; at += 1) { const seat = film.seat[at]; if (seat >= 0) { cases[seat] += 1; trust[seat] += film.trust[at] / FINE; } }
      return Array.from({ length: film.seats }, (_, seat) => seat).filter((seat) => film.post[month][seat]).map((seat) => ({
        desk: seat + 1, post: this.postName(film.post[month][seat]), cases: cases[seat], trust: cases[seat] && film.post[month][seat] !== VACANT ? Math.round((100 * trust[seat]) / cases[seat]) : "–",
        partners: [0, 1, 2, 3, 4, 5].filter((it) => film.partners[month][seat * 6 + it] > 0.05 * FINE).length, months: film.tenure[month][seat],
      }));
    },
  },
  created() {
    this.store.$on("office", this.take);
    this.store.$on("reorganise", this.reorganise);
  },
  mounted() {
    this.keys = (event) => { if (event.key === " " && !/^(INPUT|SELECT|BUTTON|TEXTAREA|A|SUMMARY)$/.test(event.target.tagName)) { event.preventDefault(); this.play(); } };
    document.addEventListener("keydown", this.keys);
    this.size = new ResizeObserver(() => this.measure());
    this.size.observe(this.$refs.stage);
    this.repaint = () => this.measure();
    window.addEventListener("tillit-theme", this.repaint);
    this.month = this.store.state.month;
    this.ask();
  },
  destroyed() {
    this.store.$off("office", this.take);
    this.store.$off("reorganise", this.reorganise);
    document.removeEventListener("keydown", this.keys);
    window.removeEventListener("tillit-theme", this.repaint);
    this.size.disconnect();
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
  },
  watch: {
    "store.answer"(now, old) { if (!old || now.first) this.changed(); },
    "store.state.follow"() { this.paint(1); },
    "store.state.language"() { this.paint(1); },
    table(on) { if (!on) this.$nextTick(this.measure); },
  },
  methods: {
    // A new answer of Explore means that something in the address changed: the months are asked for anew.
    changed() {
      const { town, events, parameters, off, months, seed, unit } = this.store.state;
      const key = JSON.stringify([town, events.map((it) => [it.kind, it.month, it.sizes]), parameters, off, months, seed, unit]);
      if (key !== this.key) { this.key = key; this.ask(); }
    },
    ask() { this.waits = this.store.other("office", { world: this.world }); },
    take(film) {
      if (film.seq !== this.waits) return;
      const before = this.film;
      this.film = Object.freeze(film);
      this.month = Math.min(this.month, film.months);
      this.places = new Map();
      this.measure();
      if (this.pending && before) { const next = this.pending; this.pending = null; this.go(next, SLOW); }
    },
    measure() {
      const canvas = this.$refs.canvas;
      if (!this.film || !canvas || !this.$refs.stage.clientWidth) return;
      const width = this.$refs.stage.clientWidth;
      const phone = width < 640;
      const most = phone ? 560 : Math.max(380, Math.min(560, window.innerHeight - 310));
      const height = Math.round(Math.min(most, Math.max(300, layout(this.film, width, most, phone).needed)));
      const sharp = Math.min(2, window.devicePixelRatio || 1);
      canvas.width = width * sharp;
      canvas.height = height * sharp;
      canvas.style.height = `${height}px`;
      this.pen = canvas.getContext("2d");
      this.pen.setTransform(sharp, 0, 0, sharp, 0, 0);
      this.plan = layout(this.film, width, height, phone);
      this.places = new Map();
      this.paint(1);
    },
    at(month) {
      if (!this.places.has(month)) {
        if (this.places.size > 6) this.places.clear();
        this.places.set(month, placesIn(this.film, month, this.plan));
      }
      return this.places.get(month);
    },
    paint(share, from = this.month) {
      if (!this.plan || !this.pen) return;
      const words = { team: this.store._("Team"), waiting: this.store._("Without a caseworker:") };
      const seen = { turn: this.turn, desk: this.desk, followed: this.followedTurn(), words, partners: this.store.town.partners[this.film.unit] };
      draw(this.pen, this.film, this.plan, colours(), this.at(from), this.at(this.month), share, [from, this.month], seen);
    },
    followedTurn() { return this.store.state.follow >= 0 ? this.film.persons.indexOf(this.store.state.follow) : -1; },
    // Goes to a month; what changes hands on the way is counted and seen.
    go(month, time) {
      const from = this.month;
      if (month < 0 || month > this.film.months || month === from) return;
      cancelAnimationFrame(this.frame);
      this.month = month;
      this.tip = null;
      const before = this.at(from), after = this.at(month);
      let moved = 0;
      for (const [turn, it] of after.places) { const old = before.places.get(turn); if (old && old.seat >= 0 && old.seat !== it.seat) moved += 1; }
      this.moved = month === from + 1 ? moved : 0;
      if (still() || time < 60) { this.paint(1); return; }
      const begun = performance.now();
      const run = (now) => {
        const share = Math.min(1, (now - begun) / time);
        this.paint(share, from);
        if (share < 1) this.frame = requestAnimationFrame(run);
      };
      this.frame = requestAnimationFrame(run);
    },
    step(by) {
      this.playing = false;
      this.go(this.month + by, 350);
      this.remember();
      this.store.say(`${this.told} ${this.lost}`);
    },
    jump(month) { this.playing = false; cancelAnimationFrame(this.frame); this.moved = 0; this.month = Math.max(0, Math.min(this.film.months, month)); this.paint(1); this.remember(); },
    play() { this.playing = !this.playing; if (this.playing && this.month >= this.film.months) this.jump(0), (this.playing = true); this.tick(); },
    tick() {
      clearTimeout(this.timer);
      if (!this.playing || !this.film) return;
      if (this.month >= this.film.months) { this.playing = false; this.remember(); return; }
      this.go(this.month + 1, Math.min(400, 700 / this.speed));
      this.timer = setTimeout(this.tick, 1000 / this.speed);
    },
    remember() { clearTimeout(this.later); this.later = setTimeout(() => this.store.look((it) => { it.month = this.month; }), 200); },
    reorganise() { this.shock("reorganisation"); },
    shock(what) {
      if (!this.film) return;
      this.playing = false;
      this.world = "now";
      const month = Math.min(this.film.months, this.month + 1);
      const own = this.store.town.units.length > 1 ? { unit: this.film.unit } : {};
      const posts = this.rows.filter((it) => it.months > 0).length || this.film.seats;
      const events = {
        reorganisation: { kind: "reorganisation", sizes: { share: 0.6, ...own } },
        quit: { kind: "resignation_wave", sizes: { share: Math.max(0.01, +(1 / posts).toFixed(2)), ...own } },
        hire: { kind: "posts", sizes: { change: 1, ...own } },
        wave: this.film.unit === "assistance" ? { kind: "newly_arrived", sizes: { households: this.store.town.arrivals, months: 6 } } : { kind: "setting", sizes: { rule: "inflow", value: 1.5, ...own } },
      };
      this.pending = month;
      this.store.change((it) => { it.own = true; it.month = month; it.events.push({ ...events[what], month, text: null }); });
    },
    unit(name) { this.store.look((it) => { it.unit = name; it.follow = -1; }); this.turn = this.desk = -1; this.ask(); },
    postName(post) { return this.store._(POSTS[post]); },
    // Who stands where one points.
    point(event, chosen = false) {
      if (!this.plan) return;
      const box = this.$refs.canvas.getBoundingClientRect();
      const x = event.clientX - box.left, y = event.clientY - box.top;
      const reach = event.pointerType === "touch" ? 22 : 12;
      let best = null, near = reach * reach;
      for (const it of this.at(this.month).places.values()) {
        const apart = (it.x - x) ** 2 + (it.y - y) ** 2;
        if (apart < near) { near = apart; best = it; }
      }
      let desk = -1;
      if (y > this.plan.floor - 14) for (let seat = 0; seat < this.plan.seats; seat += 1) if (Math.abs(this.plan.x(seat) - x) < this.plan.desk / 2) desk = seat;
      if (desk >= 0) best = null;
      this.seeTurn(best ? best.turn : -1, desk);
      if (chosen && best) this.follow(best.turn);
    },
    leave() { if (this.turn >= 0 || this.desk >= 0) this.seeTurn(-1, -1); },
    seeTurn(turn, desk) {
      if (turn === this.turn && desk === this.desk) return;
      this.turn = turn;
      this.desk = desk;
      this.tip = this.tipOf();
      this.paint(1);
    },
    tipOf() {
      const { _ } = this.store;
      if (this.desk >= 0) {
        const row = this.rows.find((it) => it.desk === this.desk + 1);
        if (!row) return null;
        const x = Math.min(this.plan.x(this.desk), this.plan.width - 230);
        return { x, y: this.plan.floor + 14, title: _("Desk {desk}, {post}", row), text: row.post === this.postName(VACANT) ? _("{cases} cases, nobody there", row) : _("{cases} cases, mean trust {trust} of 100, knows {partners} of 6 partners, {months} months in post", row) };
      }
      const it = this.at(this.month).places.get(this.turn);
      if (!it) return null;
      const text = [_("trust {trust} of 100", { trust: Math.round(100 * it.trust) })];
      if (this.children) text.push(_(FORMS[formOf(it.marks)]));
      if (it.marks & 1) text.push(_("in crisis"));
      if (it.seat < 0) text.push(_("without a caseworker"));
      text.push(it.marks & 4 ? _("met the caseworker this month") : _("did not meet the caseworker this month"));
      return { x: Math.min(it.x + 12, this.plan.width - 230), y: Math.max(0, it.y - 96), title: this.nameOf(this.turn), text: text.join(", "), line: this.courseOf(this.turn) };
    },
    nameOf(turn) { return nameOf(this.store, this.film.unit, this.film.numbers[turn]); },
    // Trust over the months so far, as a small line.
    courseOf(turn) {
      const film = this.film;
      const first = Math.max(0, this.month - 36);
      let path = "";
      for (let month = first; month <= this.month; month += 1) {
        for (let at = film.ends[month]; at < film.ends[month + 1]; at += 1) {
          if (film.turn[at] !== turn) continue;
          path += `${path ? "L" : "M"}${(2 + ((month - first) / 36) * 116).toFixed(1)} ${(28 - (film.trust[at] / FINE) * 26).toFixed(1)}`;
          break;
        }
      }
      return path.includes("L") ? path : "";
    },
    follow(turn) { this.store.look((it) => { it.follow = this.film.persons[turn]; }); this.store.$emit("follow"); },
    // The arrows walk from desk to desk, and up to the households.
    walk(event) {
      if (!this.plan) return;
      const now = this.at(this.month);
      const current = now.places.get(this.turn);
      let seat = current ? current.seat : this.desk;
      const stack = (desk) => [...now.places.values()].filter((it) => it.seat === desk).sort((a, b) => b.trust - a.trust || a.turn - b.turn);
      const rank = current ? stack(seat).findIndex((it) => it.turn === this.turn) : -1;
      if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
        seat = Math.max(0, Math.min(this.plan.seats - 1, seat + (event.key === "ArrowRight" ? 1 : -1)));
        this.seeTurn(-1, seat);
      } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
        const all = stack(Math.max(0, seat));
        const next = rank + (event.key === "ArrowUp" ? 1 : -1);
        if (next < 0) this.seeTurn(-1, Math.max(0, seat));
        else if (all[next]) this.seeTurn(all[next].turn, -1);
      } else if (event.key === "Enter" && current) this.follow(this.turn);
      else if (event.key === "Escape") this.seeTurn(-1, -1);
      else if (event.key === " ") this.play();
      else return;
      event.preventDefault();
      event.stopPropagation();
      if (this.tip) this.store.say(`${this.tip.title}: ${this.tip.text}`);
    },
  },
};
