// Header: which town, which view, and what can be undone, shown again and shared.

import { theme, themes } from "./theme.js";
import { write } from "./address.js";

const VIEWS = [["explore", "Explore"], ["office", "The office"], ["why", "Why?"], ["assumptions", "Assumptions"], ["lessons", "Lessons"], ["about", "About"]];
const LANGUAGES = [["sv", "Svenska"], ["da", "Dansk"], ["en", "English"]];

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
      <nav :aria-label="store._('Views')">
        <a v-for="[name, text] in VIEWS" :href="link(name)" :aria-current="store.state.view === name ? 'page' : null"
           @click.prevent="store.look((it) => { it.view = name; })">{{ store._(text) }}</a>
      </nav>
      <div class="tools">
        <button @click="store.undo()" :aria-disabled="String(store.place === 0)" :title="store._('Undo')" :aria-label="store._('Undo')">↶</button>
        <button @click="store.redo()" :aria-disabled="String(store.place >= store.places)" :title="store._('Redo')" :aria-label="store._('Redo')">↷</button>
        <button class="wide" @click="store.reset()">{{ store._("As it was") }}</button>
        <button class="wide" v-if="store.state.view === 'explore'" @click="store.replaying += 1">{{ store._("Show again") }}</button>
        <button @click="share">{{ store._("Share") }}</button>
        <label><span class="unseen">{{ store._("Language") }}</span>
          <select :value="store.state.language" @change="speak($event.target.value)">
            <option v-for="[name, text] in LANGUAGES" :value="name" :lang="name">{{ text }}</option>
          </select></label>
        <label><span class="unseen">{{ store._("Light or dark") }}</span>
          <select :value="theme" @change="look($event.target.value)">
            <option value="auto">{{ store._("As the system") }}</option>
            <option value="light">{{ store._("Light") }}</option>
            <option value="dark">{{ store._("Dark") }}</option>
            <option value="projector">{{ store._("Projector") }}</option>
          </select></label>
      </div>
    </header>`,
  methods: {
    link(view) { return `?${write({ ...this.store.state, view })}`; },
    go(town) {
      this.store.change((it) => Object.assign(it, { town, own: false, events: [], charts: this.usual(town), month: 0, follow: -1 }));
    },
    usual(town) {
      const found = this.store.towns.find((it) => it.name === town);
      return [found.first, "net"];
    },
    speak(language) { this.store.look((it) => { it.language = language; }); this.store.question({ query: write(this.store.state) }); },
    look(name) { theme(name); this.theme = name; },
    async share() {
      const address = `${location.origin}${location.pathname}?${write(this.store.state)}`;
      history.replaceState(history.state, "", `?${write(this.store.state)}`);
      try {
        await navigator.clipboard.writeText(address);
        this.store.say(this.store._("The address is copied: whoever opens it sees the same."));
      } catch {
        window.prompt(this.store._("Copy this address: whoever opens it sees the same."), address);
      }
    },
  },
};
