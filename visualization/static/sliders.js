// Sliders: five decisions. Each is an event on the timeline, and moves the decade again.

import { figure } from "./numbers.js";

const USUAL_MONTH = 13;

export const Sliders = {
  inject: ["store"],
  data: () => ({ one: 0, phone: window.innerWidth < 700 }),
  created() { this.size = () => { this.phone = window.innerWidth < 700; }; window.addEventListener("resize", this.size); },
  destroyed() { window.removeEventListener("resize", this.size); },
  template: `
    <section class="sliders" :aria-label="store._('What does the municipality do?')">
      <div class="top"><h2>{{ store._("What does the municipality do?") }}</h2></div>
      <div v-for="(it, turn) in all" v-show="!phone || turn === one" class="slider" :key="it.name">
        <label :for="'slider-' + it.name">{{ it.label }}</label>
        <output :for="'slider-' + it.name" :class="{ changed: it.value !== it.usual }">{{ said(it) }}</output>
        <div class="track"><i class="usual" :style="{ left: at(it, it.usual) }"></i>
          <i class="changed" :style="{ left: at(it, Math.min(it.value, it.usual)), width: wide(it) }"></i>
          <input :id="'slider-' + it.name" type="range" :min="it.low" :max="it.high" :step="stepOf(it)" :value="it.value"
                 :aria-valuetext="said(it)" @input="move(it, +$event.target.value, true)" @change="move(it, +$event.target.value, false)"></div>
      </div>
      <div v-if="phone" class="steps">
        <button :aria-label="store._('The slider before')" @click="one = (one + all.length - 1) % all.length">‹</button>
        <span>{{ one + 1 }} / {{ all.length }}</span>
        <button :aria-label="store._('The next slider')" @click="one = (one + 1) % all.length">›</button>
      </div>
      <div class="acts"><button @click="store.reset()" :aria-disabled="String(!store.state.events.length)">{{ store._("As it was") }}</button>
        <button @click="store.replaying += 1" :aria-disabled="String(!store.state.events.length)">▷ {{ store._("Show again") }}</button></div>
    </section>`,
  computed: {
    all() {
      return this.store.town.sliders.map((it) => {
        const events = this.eventsOf(it, this.store.state);
        return { ...it, value: this.valueOf(it, events), ruled: this.ruled(it, events) };
      });
    },
  },
  methods: {
    // What happens to the town's first unit, in order of time; posts are also given as a number that there are to be.
    eventsOf(it, state) {
      const here = ({ unit }) => !unit || unit === "both" || unit === this.store.town.units[0];
      return state.events.filter(({ kind, sizes }) => kind === it.kind && here(sizes) && Object.entries(it.fixed).every(([name, value]) => sizes[name] === value)).sort((a, b) => a.month - b.month);
    },
    // What holds at the end: changes of posts add up, of all else the last one counts.
    valueOf(it, events) {
      if (it.kind === "posts") return events.reduce((sum, { sizes }) => ("to" in sizes ? sizes.to - it.base : sum + sizes.change), it.usual);
      if (!events.length) return it.usual;
      const { fields } = this.store.town.events.find(({ kind }) => kind === it.kind);
      return events[events.length - 1].sizes[it.size] ?? fields.find(({ name }) => name === it.size).value;
    },
    // A norm counts posts out again and again; a limit holds unless one is set after it.
    ruled(it, events) {
      if (!it.by_norm) return false;
      const norms = this.eventsOf({ kind: "caseload_norm", fixed: {} }, this.store.state);
      const last = events[events.length - 1];
      return norms.length > 0 && (it.kind === "posts" || !last || last.month < norms[norms.length - 1].month);
    },
    // Half a post is an event's, not the slider's; the knob stands where it is all the same.
    stepOf(it) { return it.name === "posts" && it.value % 1 ? it.step / 2 : it.step; },
    said(it) {
      if (it.ruled) return this.store._("by the norm");
      const lang = this.store.state.language;
      const value = it.base + it.value;
      const whole = (number, signed) => figure(number, lang, number % 1 ? 1 : 0, signed);
      if (it.name === "posts") return it.value ? `${whole(value)} (${whole(it.value, true)})` : whole(value);
      const shown = figure(value * it.scale, lang, it.decimals);
      if (it.name === "applications" && it.value === it.usual) return this.store._("as now");
      return it.percent ? `${shown} %` : shown;
    },
    share(it, value) { return Math.min(1, Math.max(0, (value - it.low) / (it.high - it.low))); },
    at(it, value) { return `calc(11px + ${this.share(it, value)} * (100% - 22px))`; },
    wide(it) { return `calc(${Math.abs(this.share(it, it.value) - this.share(it, it.usual))} * (100% - 22px))`; },
    // What may be asked next is lived while nobody waits: the slider's neighbours.
    move(it, value, sliding) {
      const near = [value + it.step, value - it.step].filter((other) => other >= it.low && other <= it.high);
      this.store.change((state) => this.set(it, +value.toFixed(4), state), { sliding, ahead: near.map((other) => (state) => this.set(it, +other.toFixed(4), state)) });
    },
    set(it, value, state) {
      const events = this.eventsOf(it, state), event = events[events.length - 1];
      state.own = true;
      if (value === it.usual) {
        state.events = state.events.filter((other) => !events.includes(other));
        return;
      }
      const sizes = { ...(event ? event.sizes : it.fixed) };
      if (it.kind !== "posts") sizes[it.size] = value;
      else if ("to" in sizes) sizes.to = it.base + value;
      else sizes.change = (sizes.change || 0) + value - this.valueOf(it, events);
      if (sizes.change === 0) {
        state.events = state.events.filter((other) => other !== event);
        return;
      }
      if (it.beside) sizes[it.beside] = +(value * it.each).toFixed(2);
      if (event) Object.assign(event, { sizes, text: null });
      else state.events.push({ kind: it.kind, month: USUAL_MONTH, sizes, text: null });
    },
  },
};
