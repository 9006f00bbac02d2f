// Changes: what differs from the model's own assumptions, always in sight.

import { exact } from "./numbers.js";

export const Changes = {
  inject: ["store"],
  template: `
    <ul class="changes" v-if="all.length" :aria-label="store._('Changed assumptions')">
      <li v-for="it in all">{{ it.text }}
        <button :aria-label="store._('Take back {what}', { what: it.text })" @click="store.change(it.back)">×</button></li>
    </ul>`,
  computed: {
    all() {
      const { parameters, off } = this.store.state;
      const changed = Object.entries(parameters).map(([name, value]) => ({
        text: `${this.store.assumptions[name]}: ${exact(value, this.store.state.language)}`, back: (it) => { delete it.parameters[name]; },
      }));
      const without = off.map((name) => ({
        text: this.store._("without {what}", { what: (this.store.town.mechanisms.find((it) => it.name === name) || { label: name }).label }),
        back: (it) => { it.off = it.off.filter((other) => other !== name); },
      }));
      return [...changed, ...without];
    },
  },
};
