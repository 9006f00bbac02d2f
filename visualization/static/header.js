// Header: which town, which view, and what can be undone, shown again and shared.

import { theme, themes } from "./theme.js";
import { write } from "./address.js";
import { N_ } from "./words.js";

export const VIEWS = [["explore", N_("Explore")], ["office", N_("The office")], ["why", N_("Why?")], ["assumptions", N_("Assumptions")], ["lessons", N_("Lessons")], ["about", N_("About")]];
const LANGUAGES = [["sv", "Svenska"], ["da", "Dansk"], ["en", "English"]];
const THEMES = { auto: N_("As the system"), light: N_("Light"), dark: N_("Dark"), projector: N_("Projector") };

export const Header = {
  inject: ["store"],
  data: () => ({ VIEWS, LANGUAGES, theme: themes.now, shared: "" }),
  template: `
    <header class="head">
      <span class="logo">Tillit</span>
      <label class="town"><span class="unseen">{{ store._("Town") }}</span>
        <select :value="store.state.town" @change="go($event.target.value)">
          <option v-for="it in store.towns" :value="it.name">{{ it.title }}</option>
        </select></label>
      <nav ref="views" :aria-label="store._('Views')">
        <a v-for="[name, text] in VIEWS" :href="elsewhere + name" :aria-current="store.state.view === name ? 'page' : null"
           @click.prevent="store.look((it) => { it.view = name; })">{{ store._(text) }}</a>
      </nav>
      <div class="tools">
        <button @click="store.undo()" :aria-disabled="String(store.place === 0)" :title="store._('Undo')" :aria-label="store._('Undo')">↶</button>
        <button class="redo" @click="store.redo()" :aria-disabled="String(store.place >= store.places)" :title="store._('Redo')" :aria-label="store._('Redo')">↷</button>
        <button @click="share">{{ store._("Share") }}</button>
        <label><span class="unseen">{{ store._("Language") }}</span>
          <select :value="store.state.language" @change="speak($event.target.value)">
            <option v-for="[name, text] in LANGUAGES" :value="name" :lang="name" :title="text">{{ name.toUpperCase() }}</option>
          </select></label>
        <button :aria-label="store._('Light or dark') + ': ' + themed" :title="themed" @click="look">◐</button>
      </div>
    </header>`,
  computed: {
    elsewhere() { return `?${write({ ...this.store.state, view: "" })}`; }, // the view stands last
    themed() { return this.store._(THEMES[this.theme]); },
  },
  mounted() { this.reveal(); },
  watch: { "store.state.view"() { this.$nextTick(this.reveal); } },
  methods: {
    // On a phone the views scroll sideways; only they, not the page.
    reveal() {
      const views = this.$refs.views;
      const here = views.querySelector("[aria-current]");
      if (here) views.scrollLeft = here.offsetLeft - views.offsetLeft - (views.clientWidth - here.clientWidth) / 2;
    },
    go(town) {
      this.store.change((it) => Object.assign(it, { town, own: false, events: [], charts: this.usual(town), month: 0, follow: -1 }));
    },
    usual(town) {
      const found = this.store.towns.find((it) => it.name === town);
      return [found.first, "net"];
    },
    speak(language) { this.store.look((it) => { it.language = language; }); this.store.question({ query: write(this.store.state) }); },
    look() { theme(themes.next()); this.theme = themes.now; this.store.say(this.themed); },
    async share() {
      const [municipality] = this.store.answer.payers;
      const query = write(this.store.state, this.store.answer.enough ? +municipality.mid.toFixed(1) : null);
      const address = `${location.href.split("?")[0]}?${query}`;
      try {
        await navigator.clipboard.writeText(address);
        this.store.say(this.store._("The address is copied: whoever opens it sees the same."));
      } catch {
        window.prompt(this.store._("Copy this address: whoever opens it sees the same."), address);
      }
    },
  },
};
