// Explore: the sentence, five sliders, the timeline, two charts, and who pays.

import { figure } from "./numbers.js";
import { TownChart } from "./chart.js";
import { Timeline } from "./timeline.js";
import { Payers } from "./payers.js";
import { Sliders } from "./sliders.js";
import { Files } from "./files.js";

export const Sentence = {
  inject: ["store"],
  template: `
    <div class="say" ref="say" v-if="store.answer" :style="{ minHeight: store.answer.enough ? null : height + 'px' }">
      <h1><span v-for="it in headline" :class="it.bold ? 'bold' : ''">{{ it.text }}</span></h1>
      <p class="more">{{ rest.join(" ") }}
        <a href="#" v-if="store.answer.made.length" @click.prevent="open = !open" :aria-expanded="String(open)">{{ store._("What is it made of?") }}</a></p>
      <p v-if="other" class="lost" role="note">{{ other }}</p>
      <div v-if="open" class="made">
        <table><caption>{{ store._("What the municipality has more (+) or less (−) to pay, million {money}, mean of the towns", { money: store.town.money }) }}</caption>
          <tr v-for="it in store.answer.made"><th scope="row">{{ it.text }}</th><td>{{ it.value }}</td></tr></table>
      </div>
    </div>`,
  data: () => ({ open: false, height: 64 }),
  watch: {
    // While towns are few, the room of the last sentence is kept; the whole answer is read aloud, once.
    "store.answer"(now, old) {
      if (this.$refs.say && old && old.enough) this.height = this.$refs.say.offsetHeight;
      if (now.pairs === now.of) this.store.say(this.headline.map((it) => it.text).join(""));
    },
  },
  computed: {
    headline() {
      const first = this.store.answer.sentences[0] || this.store._("{town} as it was: nothing else is done. Move a slider.", { town: this.store.town.title });
      // The first clause behind the colon is the answer.
      const [, act, clause, others] = /^([^:]*: )(.*?)([,;] .*|\.)$/.exec(first) || ["", first, "", ""];
      return [{ text: act }, { text: clause, bold: true }, { text: others }];
    },
    // A link tells what came out when it was shared; another version may give something else.
    other() {
      const { said, written, model, language } = this.store.state;
      if (said === null || said === undefined || !this.store.answer.enough) return "";
      const now = this.store.answer.payers[0].mid;
      if (Math.abs(now - said) <= Math.max(0.11, 0.005 * Math.abs(said))) return "";
      const values = { written: written || "?", model, said: figure(said, language, 1, true), now: figure(now, language, 1, true), money: this.store.town.money };
      return this.store._("The link was made with version {written} and said that the municipality saves {said} million {money}; by version {model} it saves {now}.", values);
    },
    rest() { return this.store.answer.sentences.slice(1).map((it) => it.replace(/\*\*/g, "")); },
  },
};

// Of what the account's figures are: never of what the visitor changes.
export const recorded = ({ town, _ }) => _("The model's figures here are of everything that the town did, not of what you see above. They were recorded over {vectors} sets of plausible assumptions, {lucks} times each.", town.recorded);

export const Account = {
  inject: ["store"],
  template: `
    <details class="account" v-if="store.town.claims.length">
      <summary>{{ store._("What the account says") }} <span>{{ met }}</span></summary>
      <p>{{ store.town.account }}</p>
      <p>{{ recorded(store) }}</p>
      <table class="claims"><thead><tr><th>{{ store._("Claim") }}</th><th>{{ store._("The account") }}</th><th>{{ store._("The model: median, nine in ten") }}</th><th>{{ store._("Outcome") }}</th></tr></thead>
        <tr v-for="it in store.town.claims"><th scope="row">{{ it.claim }}</th><td :data-is="store._('The account')">{{ it.said }}</td><td :data-is="store._('The model')">{{ it.model || "–" }}</td><td :data-is="store._('Outcome')">{{ it.outcome }}</td></tr></table>
    </details>`,
  methods: { recorded },
  computed: {
    // Only while what is shown is what the account is about.
    met() {
      const { own, parameters, off } = this.store.state;
      if (own || off.length || Object.keys(parameters).length) return "";
      const counted = this.store.town.claims.filter((it) => it.met !== null);
      if (!counted.length) return "";
      return this.store._("{surprising} of {all} claims would be a surprise if the model were right", { surprising: counted.filter((it) => !it.met).length, all: counted.length });
    },
  },
};

export const Explore = {
  inject: ["store"],
  components: { Sentence, Sliders, TownChart, Timeline, Payers, Account, Files },
  data: () => ({ phone: window.innerWidth < 700, shown: 0 }),
  created() { this.size = () => { this.phone = window.innerWidth < 700; }; window.addEventListener("resize", this.size); },
  destroyed() { window.removeEventListener("resize", this.size); },
  template: `
    <div class="explore">
      <sentence></sentence>
      <div class="grid">
        <sliders></sliders>
        <div class="right">
          <div class="charts">
            <town-chart v-for="turn in turns" :key="turn" :turn="turn" :alone="phone" @swap="shown = 1 - shown"></town-chart>
          </div>
          <timeline></timeline>
        </div>
      </div>
      <payers></payers>
      <account></account>
      <files v-if="!store.alone"></files>
      <p v-else class="muted">{{ store._("This page has no program behind it. With the program (tillit app), scenarios are opened and saved, figures and reports are taken along, every change gets a bridge, and a class works together.") }}</p>
    </div>`,
  computed: { turns() { return this.phone ? [this.shown] : [0, 1]; } },
};
