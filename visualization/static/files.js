// Files: a scenario is opened and saved, and what is shown is taken along.

import { write } from "./address.js";

export const Files = {
  inject: ["store"],
  template: `
    <section class="files" :aria-label="store._('Files')">
      <a :href="link('scenario.toml')" download>{{ store._("Save the scenario") }}</a>
      <a :href="link('results.csv')" download>{{ store._("Figures as CSV") }}</a>
      <a :href="link('results.xlsx')" download>{{ store._("Figures as a workbook") }}</a>
      <a :href="link('report.html')" target="_blank">{{ store._("Report of two pages") }}</a>
      <a :href="link('report.docx')" download>{{ store._("Report as a document") }}</a>
      <label class="button">{{ store._("Open a scenario") }}<input class="unseen" type="file" accept=".toml" @change="open"></label>
    </section>`,
  created() { this.store.$on("opened", this.opened); },
  destroyed() { this.store.$off("opened", this.opened); },
  methods: {
    opened({ town }) { this.store.change((it) => Object.assign(it, { town, own: false, events: [], charts: ["net", "public_net"], month: 0, follow: -1 })); },
    link(name) { return `/tillit/${name}?${write(this.store.state)}`; },
    async open(event) {
      const file = event.target.files[0];
      event.target.value = "";
      if (!file) return;
      if (file.size > 200000) { this.store.trouble = this.store._("The file is too large: a scenario has at most 200 kB."); return; }
      this.store.other("open", { name: file.name, text: await file.text() });
    },
  },
};
