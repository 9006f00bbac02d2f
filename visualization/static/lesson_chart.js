// Lesson chart: six points to draw, and the towns as lines when they are shown.

import { figure } from "./numbers.js";

const RIGHT = 18, TOP = 14, BOTTOM = 34;

// A step of 1, 2 or 5 times a power of ten, of which so many fit.
export function nice(range, many) {
  const rough = range / many;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((it) => it * power >= rough * 0.999) || 10);
}

export const Guess = {
  inject: ["store"],
  // `others` is what a class drew: six values each.
  props: ["chart", "guess", "others"],
  template: `
    <figure class="guess" ref="box"><figcaption>{{ chart.label }}</figcaption>
      <svg :viewBox="'0 0 ' + wide + ' ' + high" :height="high" :class="{ open: drawing }" :aria-label="chart.label" :role="drawing ? 'group' : 'img'"
        @pointerdown="down" @pointermove="move" @pointerup="held = false" @pointercancel="held = false">
        <g v-for="it in ticks"><path :class="['rule', it === 0 ? 'zero' : '']" :d="'M' + left + ' ' + y(it) + 'H' + right"></path>
          <text :x="left - 7" :y="y(it) + 5" text-anchor="end">{{ tick(it) }}</text></g>
        <g v-for="it in chart.points"><path class="rule" :d="'M' + x(it) + ' ' + top + 'V' + bottom"></path>
          <text :x="x(it)" :y="high - 12" text-anchor="middle">{{ it }}</text></g>
        <polyline v-for="it in chart.lines || []" class="town" :points="path(it)"></polyline>
        <polyline v-if="chart.middle" class="middle" :points="path(chart.middle)"></polyline>
        <polyline v-for="it in others || []" class="other" :points="six(it)"></polyline>
        <polyline v-if="amid" class="amid" :points="six(amid)"></polyline>
        <polyline v-if="guess" class="own" :points="six(guess)"></polyline>
        <template v-if="drawing">
          <circle v-for="(month, turn) in chart.points" :key="turn" ref="points" role="slider" r="11" :class="values[turn] === null ? 'empty' : ''"
            :cx="x(month)" :cy="y(values[turn] === null ? start(turn) : values[turn])" :tabindex="turn === focus ? 0 : -1"
            :aria-label="store._('month {month}', { month })" :aria-valuemin="chart.axis[0]" :aria-valuemax="chart.axis[1]"
            :aria-valuenow="values[turn] === null ? start(turn) : values[turn]" :aria-valuetext="values[turn] === null ? store._('not drawn yet') : number(values[turn])"
            aria-orientation="vertical" @focus="focus = turn" @keydown="key($event, turn)"></circle>
        </template>
        <template v-else-if="guess"><circle v-for="(month, turn) in chart.points" v-if="guess[turn] !== null" class="told" r="6" :cx="x(month)" :cy="y(guess[turn])"></circle></template>
      </svg>
      <p class="muted">{{ store._("Months from the start") }}<template v-if="legend">. {{ legend }}</template></p>
    </figure>`,
  data: () => ({ wide: 640, held: false, focus: 0 }),
  mounted() { this.measure(); window.addEventListener("resize", this.measure); },
  activated() { this.measure(); },
  beforeDestroy() { window.removeEventListener("resize", this.measure); },
  computed: {
    drawing() { return !this.chart.lines; },
    // On a phone the box is upright, so that letters keep their size.
    high() { return this.wide < 520 ? Math.round(1.12 * this.wide) : Math.max(380, Math.round(0.4 * this.wide)); },
    left() { return this.wide < 1000 ? 52 : 74; },
    top: () => TOP,
    right() { return this.wide - RIGHT; },
    bottom() { return this.high - BOTTOM; },
    values() { return this.guess || this.chart.points.map(() => null); },
    by() { return nice(this.chart.axis[1] - this.chart.axis[0], 40); },
    every() { return nice(this.chart.axis[1] - this.chart.axis[0], 6); },
    ticks() {
      const [low, high] = this.chart.axis;
      const found = [];
      for (let it = Math.ceil(low / this.every); it * this.every <= high + 1e-9; it += 1) found.push(it * this.every);
      return found;
    },
    // The middle of what the class drew.
    amid() {
      const many = this.others ? this.others.length : 0;
      if (!many) return null;
      return this.chart.points.map((_, turn) => {
        const each = this.others.map((it) => it[turn]).sort((a, b) => a - b);
        return (each[(many - 1) >> 1] + each[many >> 1]) / 2;
      });
    },
    legend() {
      const { _ } = this.store;
      const said = this.chart.lines ? [_("Thin: single towns. Thick: the middle.")] : [];
      if (this.others) said.push(_("Ochre: the class's guesses, dashed their middle."));
      else if (this.chart.lines && this.guess) said.push(_("Ochre: your guess."));
      return said.join(" ");
    },
  },
  methods: {
    measure() { if (this.$refs.box) this.wide = Math.max(280, Math.min(1240, this.$refs.box.clientWidth)); },
    x(month) { return this.left + ((this.right - this.left) * month) / this.chart.months; },
    y(value) { const [low, high] = this.chart.axis; return this.bottom - ((this.bottom - TOP) * (value - low)) / (high - low); },
    number(value) { return figure(value, this.store.state.language, this.by < 1 ? 1 : 0, this.chart.begins !== null); },
    tick(value) { return figure(value, this.store.state.language, Number.isInteger(this.every) ? 0 : 1, this.chart.begins !== null); },
    path(each) {
      return this.joined(each.map((it, turn) => [turn + 1, it]));
    },
    six(each) { return this.joined(this.chart.points.map((month, turn) => [month, each[turn]])); },
    joined(each) {
      const points = each.filter(([, it]) => it !== null);
      if (this.chart.begins !== null && points.length) points.unshift([0, this.chart.begins]);
      return points.map(([month, it]) => `${this.x(month)},${this.y(it)}`).join(" ");
    },
    // Where a point stands that is not drawn: beside the one before it.
    start(turn) {
      for (let it = turn - 1; it >= 0; it -= 1) if (this.values[it] !== null) return this.values[it];
      const [low, high] = this.chart.axis;
      return this.chart.begins !== null ? this.chart.begins : (low + high) / 2;
    },
    set(turn, value) {
      const [low, high] = this.chart.axis;
      const next = [...this.values];
      next[turn] = Math.min(high, Math.max(low, Math.round(value / this.by) * this.by));
      this.$emit("drawn", next);
    },
    down(event) { if (!this.drawing) return; this.held = true; event.currentTarget.setPointerCapture(event.pointerId); this.draw(event); },
    move(event) { if (this.held) this.draw(event); },
    draw(event) {
      const box = event.currentTarget.getBoundingClientRect();
      const at = ((event.clientX - box.left) * this.wide) / box.width;
      const up = ((event.clientY - box.top) * this.high) / box.height;
      const [low, high] = this.chart.axis;
      const away = this.chart.points.map((month) => Math.abs(this.x(month) - at));
      this.set(away.indexOf(Math.min(...away)), low + ((this.bottom - up) * (high - low)) / (this.bottom - TOP));
    },
    key(event, turn) {
      const now = this.values[turn] === null ? this.start(turn) : this.values[turn];
      const by = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5, Enter: 0, " ": 0 }[event.key];
      const to = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (by !== undefined) this.set(turn, now + by * this.by);
      else if (to !== undefined) this.$refs.points[Math.min(5, Math.max(0, turn + to))].focus();
      else return;
      event.preventDefault();
    },
  },
};
