// Chart: a figure over the months in both worlds. One thin line is one town.

import { figure, monthName, yearOf } from "./numbers.js";
import { ink, lettering, still } from "./theme.js";

const WAS = 3; // which series is the town as it was

let echarts = null;
const folder = new URL(".", import.meta.url).href;

// ECharts is no module: it must not meet the module loader that the server's page brings.
export function loadECharts() {
  echarts = echarts || new Promise((done, failed) => {
    const define = window.define;
    window.define = undefined;
    const script = Object.assign(document.createElement("script"), { src: `${folder}vendor/echarts.min.js` });
    script.onload = () => { window.define = define; done(window.echarts); };
    script.onerror = failed;
    document.head.append(script);
  });
  return echarts;
}

export const TownChart = {
  inject: ["store"],
  props: { turn: Number, alone: Boolean },
  data: () => ({ month: 0, table: false }),
  template: `
    <figure class="chart">
      <figcaption><label><span class="unseen">{{ store._("What the chart shows") }}</span>
          <select :value="name" @change="choose($event.target.value)">
            <option v-for="it in store.town.charts" :value="it.name">{{ it.label }}</option>
          </select></label>
        <button v-if="alone" class="small" @click="$emit('swap')" :aria-label="store._('The other chart')">{{ turn + 1 }} / 2 ›</button>
        <button class="small" :aria-pressed="String(table)" @click="table = !table">{{ store._("Table") }}</button>
        <button class="small" :aria-label="store._('Save the chart as a picture')" @click="save">↓</button></figcaption>
      <div v-show="!table" ref="here" class="plot" tabindex="0" role="img" :aria-label="words" @keydown="walk" @blur="hide"></div>
      <div v-if="table" class="scroll" tabindex="0" role="region" :aria-label="title"><table><thead><tr><th>{{ store._("Month") }}</th><th>{{ store._("as it was") }}</th><th>{{ store._("with the changes") }}</th><th v-if="drawn.band.length">{{ store._("nine towns in ten") }}</th></tr></thead>
        <tr v-for="month in rows"><th scope="row">{{ nameOf(month) }}</th><td>{{ fig(drawn.was[month - 1]) }}</td><td>{{ fig(mid[month - 1]) }}</td>
          <td v-if="drawn.band.length">{{ fig(drawn.band[0][month - 1]) }} – {{ fig(drawn.band[2][month - 1]) }}</td></tr></table></div>
    </figure>`,
  computed: {
    name() { return this.store.state.charts[this.turn]; },
    about() { return this.store.town.charts.find((it) => it.name === this.name) || this.store.town.charts[0]; },
    title() { return this.about.label; },
    unit() { return this.about.unit; },
    drawn() { return this.store.answer.charts[this.turn]; },
    enough() { return this.drawn.band.length > 0; },
    mid() { return this.enough ? this.drawn.band[1] : this.mean; },
    mean() {
      const { lines } = this.drawn;
      return Float32Array.from(lines[0], (_, at) => lines.reduce((sum, line) => sum + line[at], 0) / lines.length);
    },
    rows() { return Array.from({ length: this.drawn.was.length }, (_, it) => it + 1).filter((it) => it % 6 === 0 || it === 1); },
    words() {
      const last = this.drawn.was.length - 1;
      return this.store._("{title}, {unit}. After {years} years: as it was {was}, with the changes {now}.", {
        title: this.title, unit: this.unit, years: Math.round((last + 1) / 12), was: this.fig(this.drawn.was[last]), now: this.fig(this.mid[last]),
      });
    },
  },
  watch: {
    "store.answer"() { this.draw(); },
    name() { this.draw(); },
    table(on) { if (!on) this.$nextTick(() => this.chart && this.chart.resize()); },
    "store.replaying"() { this.replay(); },
  },
  async mounted() {
    this.echarts = await loadECharts();
    if (!this.$refs.here) return;
    this.chart = this.echarts.init(this.$refs.here, null, { renderer: "canvas" });
    this.size = new ResizeObserver(() => this.chart.resize());
    this.size.observe(this.$refs.here);
    this.theme = () => this.draw(true);
    window.addEventListener("tillit-theme", this.theme);
    this.draw(true);
  },
  destroyed() {
    if (!this.chart) return;
    this.size.disconnect();
    window.removeEventListener("tillit-theme", this.theme);
    this.chart.dispose();
  },
  methods: {
    fig(value) { return figure(value, this.store.state.language); },
    nameOf(month) { return monthName(this.store.town.start, month, this.store.state.language); },
    choose(name) { this.store.look((it) => { this.$set(it.charts, this.turn, name); }); this.store.question({ query: location.search.slice(1) }); },
    draw(anew = false, { from = null, animated = false } = {}) {
      const answer = this.store.answer;
      if (!this.chart || !answer || answer.charts[this.turn].name !== this.name) return;
      this.chart.setOption(this.option(from || this.drawn, animated), { notMerge: anew });
      if (this.turn === 0 || this.alone) this.told(answer);
    },
    told(answer) {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => this.store.painted(answer);
        channel.port2.postMessage(0);
      });
    },
    // Shows the decade as it was, and then what the changes make of it.
    replay() {
      if (!this.drawn) return;
      const was = { ...this.drawn, lines: this.drawn.lines.map(() => this.drawn.was), band: this.drawn.band.map(() => this.drawn.was) };
      this.draw(false, { from: was });
      setTimeout(() => this.draw(false, { animated: !still() }), 900);
    },
    option(it, animated) {
      const { state, town } = this.store;
      const months = it.was.length;
      const now = ink("now"), was = ink("was"), mute = ink("mute"), line = ink("line"), text = ink("ink");
      const size = lettering();
      const points = (values) => Array.from(values);
      const enough = it.band.length > 0;
      const quiet = { type: "line", symbol: "none", silent: true, animation: animated, animationDuration: 900, animationDurationUpdate: 900 };
      const empty = [], alike = !state.events.length;
      // All towns are one line with gaps: a series for each took most of the time in which a move is painted.
      const towns = it.lines.flatMap((line) => [...Array.from(line, (value, at) => [at, value]), [months - 1, NaN]]);
      const series = [
        { ...quiet, id: "towns", data: towns, lineStyle: { color: now, width: enough ? 0.8 : 1.2, opacity: enough ? 0.3 : 0.6 } },
        { ...quiet, id: "low", stack: "band", stackStrategy: "all", data: enough ? points(it.band[0]) : empty, lineStyle: { opacity: 0 } },
        { ...quiet, id: "high", stack: "band", stackStrategy: "all", data: enough ? points(it.band[2].map((high, at) => high - it.band[0][at])) : empty, lineStyle: { opacity: 0 }, areaStyle: { color: now, opacity: 0.14 } },
        { ...quiet, id: "was", data: points(it.was), lineStyle: { color: was, width: 2.4, type: [6, 4] }, endLabel: { show: true, formatter: this.store._("as it was"), color: mute, fontSize: size, align: "right", offset: [-8, this.above(it) && !alike ? 13 : -11] } },
        { ...quiet, id: "now", data: enough ? points(it.band[1]) : empty, markPoint: this.even(months, now), lineStyle: { color: now, width: 3 }, endLabel: { show: enough && !alike, formatter: this.store._("with the changes"), color: now, fontWeight: 700, fontSize: size, align: "right", offset: [-8, this.above(it) ? -11 : 13] } },
      ];
      const each = months > 150 ? 36 : this.$refs.here.clientWidth < 380 ? 36 : 24;
      return {
        animation: animated, aria: { enabled: false },
        grid: { left: size > 12 ? 58 : 46, right: 14, top: 30, bottom: size > 12 ? 30 : 24 },
        textStyle: { fontFamily: "Roboto, system-ui, sans-serif" },
        tooltip: { trigger: "axis", confine: true, backgroundColor: ink("card"), borderColor: line, textStyle: { color: text, fontSize: size + 1 }, axisPointer: { type: "line", lineStyle: { color: mute } }, formatter: (all) => this.tip(+all[0].axisValue), transitionDuration: 0 },
        xAxis: { type: "category", data: Array.from({ length: months }, (_, it) => it + 1), boundaryGap: false, axisTick: { show: false }, axisLine: { lineStyle: { color: line }, onZero: false }, axisLabel: { color: mute, fontSize: size, interval: (at) => at % each === 0, formatter: (month) => String(yearOf(town.start, +month)) } },
        yAxis: { type: "value", name: this.unit, nameLocation: "end", nameGap: 12, nameTextStyle: { color: mute, fontSize: size, align: "left", padding: [0, 0, 0, -40] }, max: this.about.top || null, min: this.about.net ? null : 0, splitNumber: 4, splitLine: { lineStyle: { color: line } }, axisLabel: { color: mute, fontSize: size, formatter: (value) => figure(value, state.language, Number.isInteger(value) ? 0 : 1) } },
        series,
      };
    },
    // Where the median town has its money back for good.
    even(months, now) {
      const month = this.name === "net" && this.enough && this.mid.some((it) => it) ? this.store.answer.paid : 0; // a flat line pays nothing back
      const text = this.store._("month {month}: paid back", { month });
      return { silent: true, animation: false, symbol: "circle", symbolSize: 11, itemStyle: { color: ink("card"), borderColor: now, borderWidth: 2.5 },
        label: { show: true, formatter: text, color: ink("ink"), fontSize: lettering(), fontWeight: 500, position: month > months / 2 ? "left" : "bottom", offset: month > months / 2 ? [-4, 12] : [34, 4] },
        data: month ? [{ coord: [month - 1, 0] }] : [] };
    },
    above(it) {
      const last = it.was.length - 1;
      const values = it.band.length ? it.band[1] : it.lines[0];
      return values[last] >= it.was[last];
    },
    tip(month) {
      const at = month - 1;
      const { _ } = this.store;
      const band = this.enough ? ` (${this.fig(this.drawn.band[0][at])} – ${this.fig(this.drawn.band[2][at])})` : "";
      return `<b>${this.nameOf(month)}</b><br>${_("as it was")}: ${this.fig(this.drawn.was[at])}<br>${_("with the changes")}: ${this.fig(this.mid[at])}${band}`;
    },
    // The arrows walk over the months; what stands there is read aloud.
    walk(event) {
      const step = { ArrowRight: 1, ArrowLeft: -1, PageUp: -12, PageDown: 12 }[event.key];
      const months = this.drawn.was.length;
      if (event.key === "Home") this.month = 1;
      else if (event.key === "End") this.month = months;
      else if (step) this.month = Math.min(months, Math.max(1, (this.month || 0) + step));
      else return;
      event.preventDefault();
      this.chart.dispatchAction({ type: "showTip", seriesIndex: WAS, dataIndex: this.month - 1 });
      this.store.say(this.tip(this.month).replace(/<br>/g, "; ").replace(/<[^>]*>/g, ""));
    },
    hide() { if (this.chart) this.chart.dispatchAction({ type: "hideTip" }); },
    async save() {
      const again = (type) => {
        const box = document.createElement("div");
        Object.assign(box.style, { width: "900px", height: "500px", position: "fixed", left: "-9999px" });
        document.body.append(box);
        const chart = this.echarts.init(box, null, { renderer: type });
        chart.setOption({ ...this.option(this.drawn, false), title: { text: `${this.title}, ${this.unit}`, textStyle: { color: ink("ink"), fontSize: 15 } }, grid: { left: 60, right: 20, top: 44, bottom: 30 }, backgroundColor: ink("paper") });
        const url = chart.getDataURL({ type: type === "svg" ? "svg" : "png", pixelRatio: 2 });
        chart.dispose();
        box.remove();
        return url;
      };
      for (const [type, end] of [["canvas", "png"], ["svg", "svg"]]) {
        Object.assign(document.createElement("a"), { href: again(type), download: `${this.store.state.town}-${this.name}.${end}` }).click();
      }
    },
  },
};
