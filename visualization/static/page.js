// Page: the header, the view that is open, and what holds for all views.

import { makeStore } from "./store.js";
import { Explore } from "./explore.js";
import { Office } from "./office.js";
import { Why } from "./why.js";
import { Assumptions } from "./assumptions.js";
import { About } from "./reading.js";
import { Lessons } from "./lessons.js";
import { theme, themes } from "./theme.js";
import { Header, VIEWS } from "./header.js";
import { Changes } from "./changes.js";

export function begin(Vue, here, ask, { taught = false, alone = false } = {}) {
  const folder = new URL(".", import.meta.url).href;
  if (!document.querySelector("link[data-tillit]")) {
    for (const name of ["page.css", "lessons.css"]) {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: folder + name });
      link.dataset.tillit = "";
      document.head.append(link);
    }
  }
  // Phones may zoom, whatever the server's template says.
  document.querySelector("meta[name=viewport]").content = "width=device-width, initial-scale=1";
  const store = makeStore(Vue, ask, alone);
  theme(localStorage.getItem("tillit-theme") || "auto");
  const root = new Vue({
    components: { Explore, Office, Why, Assumptions, Lessons, About, TillitHeader: Header, Changes },
    data: { store },
    provide: { store, folder, taught },
    template: `
      <div class="shell" @keydown="key"><div class="page" v-if="store.state && store.town">
        <a class="skip" href="#main" @click.prevent="$refs.main.focus()">{{ store._("To the content") }}</a>
        <tillit-header></tillit-header>
        <div class="notes" v-if="store.problems.length || store.trouble" role="alert">
          <p v-if="store.trouble">{{ store.trouble }}</p>
          <p v-for="it in store.problems"><b>{{ it.part }}</b>: {{ it.why }}</p>
          <button @click="store.problems = []; store.trouble = ''">{{ store._("Close") }}</button>
        </div>
        <main id="main" ref="main" tabindex="-1">
          <changes></changes>
          <keep-alive include="Lessons"><component :is="view"></component></keep-alive>
        </main>
        <p class="unseen" role="status" aria-live="polite">{{ store.said }}</p>
      </div>
      <div class="page waiting" v-else role="status">Tillit …</div></div>`,
    computed: {
      view() {
        return { explore: "Explore", office: "Office", why: "Why", assumptions: "Assumptions", lessons: "Lessons", about: "About" }[this.store.state.view];
      },
      title() {
        if (!this.store.town) return "Tillit";
        const [, name] = VIEWS.find(([view]) => view === this.store.state.view);
        return `${this.store._(name)} · ${this.store.town.title} · Tillit`;
      },
    },
    watch: {
      title: { immediate: true, handler(text) { document.title = text; } },
      "store.state.language": { handler(it) { document.documentElement.lang = it; } },
    },
    methods: {
      // Keys for whoever stands in front of a class.
      key(event) {
        if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
        if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "range") return;
        const views = ["explore", "office", "why", "assumptions", "lessons", "about"];
        const store = this.store;
        if (event.key >= "1" && event.key <= "6") store.look((it) => { it.view = views[event.key - 1]; });
        else if (event.key === "z") store.undo();
        else if (event.key === "y") store.redo();
        else if (event.key === "v") store.replaying += 1;
        else if (event.key === "r" && store.state.view === "office") store.$emit("reorganise");
        else if (event.key === "p") theme(themes.next());
        else return;
        event.preventDefault();
      },
    },
  });
  root.$mount();
  here.replaceChildren(root.$el);
  const keys = (event) => { if (event.target === document.body) root.key(event); };
  document.addEventListener("keydown", keys);
  window.tillit = { store };
  if (!alone) watchServer();
  return {
    take: (data) => store.take(data),
    leave: () => { document.removeEventListener("keydown", keys); root.$destroy(); store.$destroy(); },
  };
}

// When the server was away and is back, the page opens the same address again: it holds everything.
let watching = false;
function watchServer() {
  if (watching) return;
  watching = true;
  let away = 0;
  setInterval(async () => {
    const app = document.querySelector("#app, .solara-content-main, body");
    const lost = window.solara && window.solara.connectionStatus ? window.solara.connectionStatus !== "connected" : document.querySelector(".v-overlay--active .v-progress-circular");
    if (!app || !lost) { away = 0; return; }
    away += 1;
    if (away < 3) return;
    try {
      if ((await fetch("/readyz", { cache: "no-store" })).ok) location.reload();
    } catch { /* still away */ }
  }, 1000);
}
