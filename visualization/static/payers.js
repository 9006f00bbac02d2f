// Payers: who pays less and who pays more over the years, with intervals.

import { figure } from "./numbers.js";


export const Payers = {
  inject: ["store"],
  template: `
    <section class="payers" v-if="store.answer" :aria-label="store._('Who pays?')">
      <div><h2>{{ store._("Who pays?") }}</h2>
        <p class="muted">{{ store._("Difference over {years} years, million {money}; + is more to pay. The line: nine towns in ten, by chance alone.", { years: Math.round(store.state.months / 12), money: store.town.money }) }} {{ unsure }}</p></div>
      <table>
        <caption class="unseen">{{ store._("Who pays?") }}</caption>
        <tr v-for="it in rows" :class="it.name">
          <th scope="row">{{ it.label }}</th>
          <td class="bar"><div class="field" aria-hidden="true">
              <i class="zero" :style="{ left: it.zero }"></i>
              <b :style="{ left: it.from, width: it.size }"></b>
              <u v-if="enough" :style="{ left: it.low, width: it.reach }"></u></div></td>
          <td class="value">{{ enough ? it.value : "…" }}<span class="range" v-if="enough">{{ it.between }}</span></td>
        </tr>
      </table>
    </section>`,
  computed: {
    enough() { return this.store.answer.enough; },
    unsure() {
      const { town, _ } = this.store;
      return town.guessed
        ? _("The number of posts is a guess. What a fifth fewer or more would give, and other assumptions, is told by tillit run, not here.")
        : _("What other assumptions would give is told by tillit run, not here.");
    },
    rows() {
      const lang = this.store.state.language;
      // What is saved is less to pay.
      const all = this.store.answer.payers.map((it) => ({ ...it, low: -it.high, mid: -it.mid, high: -it.low }));
      const low = Math.min(0, ...all.map((it) => it.low));
      const high = Math.max(0, ...all.map((it) => it.high));
      const room = Math.max(high - low, 1e-9);
      const at = (value) => `${(100 * (value - low)) / room}%`;
      const wide = (a, b) => `${(100 * Math.abs(a - b)) / room}%`;
      return all.map((it) => ({
        name: it.name, label: it.label, zero: at(0), from: at(Math.min(0, it.mid)), size: wide(0, it.mid), low: at(it.low), reach: wide(it.low, it.high),
        value: figure(it.mid, lang, Math.abs(it.mid) >= 10 ? 0 : 1, true),
        between: this.store._("{low} to {high}", { low: figure(it.low, lang, Math.abs(it.low) >= 10 ? 0 : 1), high: figure(it.high, lang, Math.abs(it.high) >= 10 ? 0 : 1) }),
      }));
    },
  },
};
