// Timeline: any event of the catalogue is placed, moved, resized and removed, by mouse, finger and keyboard.

import { monthName, yearOf } from "./numbers.js";


export const Timeline = {
  inject: ["store"],
  data: () => ({ open: -1, adding: false, width: 600, dragged: null }),
  mounted() {
    this.size = new ResizeObserver(() => { this.width = this.$refs.bar ? this.$refs.bar.clientWidth : 600; });
    this.size.observe(this.$refs.bar);
  },
  destroyed() { this.size.disconnect(); },
  template: `
    <section class="timeline" :aria-label="store._('What happens, and when')">
      <div class="bar" ref="bar" :style="{ height: (rows * row + 26) + 'px' }">
        <i v-for="year in years" class="year" :style="{ left: year.left }"><span v-if="year.shown">{{ year.text }}</span></i>
        <button v-for="it in chips" :key="it.turn" class="chip" :class="{ open: open === it.turn, low: row < 30 }" :ref="'chip' + it.turn"
          :style="{ left: it.left + 'px', top: (it.row * row) + 'px', minWidth: it.span + 'px' }" :aria-expanded="String(open === it.turn)"
          :aria-label="it.spoken" @keydown="walk($event, it.turn)" @pointerdown="take($event, it.turn)" @click="press(it.turn)">{{ it.text }}
          <i v-if="it.long" class="grip" @pointerdown.stop="take($event, it.turn, true)"></i></button>
        <p v-if="!chips.length" class="muted hint">{{ store._("Nothing happens yet: move a slider or add an event.") }}</p>
      </div>
      <div class="under"><button class="add" @click="adding = !adding" :aria-expanded="String(adding)">+ {{ store._("Add an event") }}</button>
        <span class="muted keys">{{ store._("Drag an event, or use the arrow keys; Delete removes it.") }}</span></div>
      <div v-if="adding" class="catalogue" role="group" :aria-label="store._('Events')">
        <button v-for="it in store.town.events" @click="add(it)">{{ it.label }}</button>
      </div>
      <form v-if="chosen" class="sizes" @submit.prevent="open = -1">
        <b>{{ chosenKind.label }}</b>
        <label>{{ store._("from month") }}<input type="number" min="1" :max="store.state.months" :value="chosen.month" @change="set('month', +$event.target.value)"></label>
        <label v-for="it in chosenKind.fields">{{ it.label }}
          <select v-if="it.choices" :value="chosen.sizes[it.name] === undefined ? it.value : chosen.sizes[it.name]" @change="set(it.name, it.flag ? $event.target.value === 'true' : $event.target.value)"><option v-for="word in it.choices" :value="word.value">{{ word.label }}</option></select>
          <input v-else type="number" :min="it.low" :max="it.high" :step="it.step || 'any'" :value="chosen.sizes[it.name] === undefined ? it.value : chosen.sizes[it.name]" @change="set(it.name, $event.target.value === '' ? null : +$event.target.value)">
          <span class="muted">{{ it.unit }}</span></label>
        <button type="button" class="cut" @click="remove(open)">{{ store._("Remove") }}</button>
        <button>{{ store._("Done") }}</button>
      </form>
    </section>`,
  computed: {
    months() { return this.store.state.months; },
    years() {
      const { town, state } = this.store;
      const first = 12 - ((+town.start.split("-")[1] + 10) % 12) ;
      const all = [];
      for (let month = first === 12 ? 1 : first + 1; month <= state.months + 1; month += 12) all.push(month);
      const each = Math.ceil(all.length / Math.max(2, this.width / 62));
      return all.map((month, turn) => ({ left: `${(100 * (month - 1)) / state.months}%`, text: yearOf(town.start, month), shown: turn % each === 0 && month < state.months - 2 }));
    },
    chips() {
      const ends = [];
      return this.store.state.events.map((event, turn) => ({ event, turn })).sort((a, b) => a.event.month - b.event.month).map(({ event, turn }) => {
        const kind = this.kindOf(event);
        const text = event.text || (kind ? kind.label : event.kind);
        const long = kind && kind.fields.some((it) => it.name === "months");
        const lasting = long ? event.sizes.months || kind.fields.find((it) => it.name === "months").value : 0;
        const span = (lasting / this.months) * this.width;
        const wide = Math.max(span, 24 + 7.4 * text.length);
        const left = Math.max(0, Math.min(((event.month - 1) / this.months) * this.width, this.width - Math.min(wide, this.width)));
        let row = ends.findIndex((end) => end <= left);
        if (row < 0) row = ends.length;
        ends[row] = left + wide + 4;
        const spoken = `${text}, ${monthName(this.store.town.start, event.month, this.store.state.language)}`;
        return { turn, text, left, row, span: Math.min(span, this.width - left), long, spoken };
      });
    },
    rows() { return Math.max(1, ...this.chips.map((it) => it.row + 1)); },
    row() { return window.matchMedia("(pointer: coarse)").matches ? 48 : this.rows > 3 ? 26 : 30; },
    chosen() { return this.store.state.events[this.open]; },
    chosenKind() { return this.kindOf(this.chosen); },
  },
  methods: {
    kindOf(event) { return this.store.town.events.find((it) => it.kind === event.kind); },
    edit(turn, change, sliding = false) {
      this.store.change((it) => { it.own = true; change(it.events[turn]); it.events[turn].text = null; }, { sliding });
    },
    set(name, value) {
      this.edit(this.open, (it) => {
        if (name === "month") it.month = Math.min(this.months, Math.max(1, Math.round(value)));
        else if (value === null) delete it.sizes[name];
        else it.sizes[name] = value;
      });
    },
    add(kind) {
      const sizes = Object.fromEntries(kind.fields.filter((it) => it.first !== null && it.first !== undefined).map((it) => [it.name, it.first]));
      this.store.change((it) => { it.own = true; it.events.push({ kind: kind.kind, month: 25, sizes, text: null }); });
      this.adding = false;
      this.open = this.store.state.events.length - 1;
      this.$nextTick(() => this.focus(this.open));
    },
    remove(turn) {
      this.store.change((it) => { it.own = true; it.events.splice(turn, 1); });
      this.open = -1;
    },
    focus(turn) { const [chip] = this.$refs[`chip${turn}`] || []; if (chip) chip.focus(); },
    press(turn) { if (!this.moved) this.open = this.open === turn ? -1 : turn; this.moved = false; },
    move(turn, step, sliding = false) { this.edit(turn, (it) => { it.month = Math.min(this.months, Math.max(1, it.month + step)); }, sliding); },
    stretch(turn, step, sliding = false) {
      const kind = this.kindOf(this.store.state.events[turn]);
      const field = kind && kind.fields.find((it) => it.name === "months");
      if (!field) return;
      this.edit(turn, (it) => { this.$set(it.sizes, "months", Math.min(field.high, Math.max(Math.max(1, field.low), (it.sizes.months || field.value) + step))); }, sliding);
    },
    walk(event, turn) {
      const step = { ArrowRight: 1, ArrowLeft: -1, PageDown: 12, PageUp: -12 }[event.key];
      if (event.key === "Delete" || event.key === "Backspace") this.remove(turn);
      else if (event.key === "Escape") this.open = -1;
      else if (step && event.shiftKey) this.stretch(turn, step);
      else if (step) this.move(turn, step);
      else return;
      event.preventDefault();
      const left = this.store.state.events[turn];
      if (left) this.store.say(monthName(this.store.town.start, left.month, this.store.state.language));
    },
    take(event, turn, stretching = false) {
      const from = event.clientX;
      const chip = event.currentTarget;
      let before = 0;
      this.moved = false;
      chip.setPointerCapture(event.pointerId);
      const drag = (it) => {
        const step = Math.round(((it.clientX - from) / this.width) * this.months);
        if (step === before) return;
        (stretching ? this.stretch : this.move)(turn, step - before, true);
        before = step;
        this.moved = true;
      };
      const drop = () => {
        chip.removeEventListener("pointermove", drag);
        if (before) this.edit(turn, () => {});
      };
      chip.addEventListener("pointermove", drag);
      chip.addEventListener("pointerup", drop, { once: true });
      chip.addEventListener("pointercancel", drop, { once: true });
    },
  },
};
