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
          <input :id="'slider-' + it.name" type="range" :min="it.low" :max="it.high" :step="it.step" :value="it.value"
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
        const event = this.eventOf(it, this.store.state);
        return { ...it, value: event ? event.sizes[it.size] : it.usual };
      });
    },
  },
  methods: {
    eventOf(it, state) {
      return state.events.find((event) => event.kind === it.kind && it.size in event.sizes && Object.entries(it.fixed).every(([name, value]) => event.sizes[name] === value));
    },
    said(it) {
      const lang = this.store.state.language;
      const value = it.base + it.value;
      const shown = figure(value * it.scale, lang, it.decimals);
      if (it.name === "posts") return it.value ? `${shown} (${figure(it.value, lang, 0, true)})` : shown;
      if (it.name === "applications" && it.value === it.usual) return this.store._("as now");
      return it.percent ? `${shown} %` : shown;
    },
    at(it, value) { return `calc(11px + ${(value - it.low) / (it.high - it.low)} * (100% - 22px))`; },
    wide(it) { return `calc(${Math.abs(it.value - it.usual) / (it.high - it.low)} * (100% - 22px))`; },
    // What may be asked next is lived while nobody waits: the slider's neighbours.
    move(it, value, sliding) {
      const near = [value + it.step, value - it.step].filter((other) => other >= it.low && other <= it.high);
      this.store.change((state) => this.set(it, +value.toFixed(4), state), { sliding, ahead: near.map((other) => (state) => this.set(it, +other.toFixed(4), state)) });
    },
    set(it, value, state) {
      const event = this.eventOf(it, state);
      state.own = true;
      if (value === it.usual) {
        state.events = state.events.filter((other) => other !== event);
        return;
      }
      const sizes = { ...(event ? event.sizes : it.fixed), [it.size]: value };
      if (it.beside) sizes[it.beside] = +(value * it.each).toFixed(2);
      if (event) Object.assign(event, { sizes, text: null });
      else state.events.push({ kind: it.kind, month: USUAL_MONTH, sizes, text: null });
    },
  },
};
