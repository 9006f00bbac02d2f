// Follow: one household, or one child, in both worlds on one time axis.

import { figure, monthName } from "./numbers.js";

const HIGH = 150;
const PHONE = matchMedia("(max-width: 700px)");

export const nameOf = (store, unit, number) => (unit === "children" ? store._("Child {number}", { number }) : store._("Household {number}", { number }));

export const Follow = {
  inject: ["store"],
  props: { month: Number },
  data: () => ({ it: null, wanted: "", phone: PHONE.matches }),
  template: `
    <section class="follow" :aria-label="store._('Follow one in both worlds')">
      <div class="top"><h2>{{ store._("The same life in both worlds") }}</h2>
        <button @click="choose(null)" :aria-pressed="String(store.state.follow < 0)">{{ store._("A middle one") }}</button>
        <button v-if="it && it.offered.length" @click="choose(it.offered[0])" :aria-pressed="String(store.state.follow === it.offered[0])">{{ store._("Largest difference") }}</button>
        <button @click="surprise">{{ store._("Surprise me") }}</button>
        <label v-if="it">{{ store._("Whom") }} <select  @change="choose(+$event.target.value)">
          <option v-for="person in listed" :value="person" :selected="person === it.person">{{ nameOf(person) }}</option></select></label>
        <form @submit.prevent="search"><label>{{ store._("Number") }} <input type="search" inputmode="numeric" size="6" v-model="wanted"></label> <button>{{ store._("Find") }}</button></form>
      </div>
      <p v-if="it && it.person < 0" class="muted">{{ store._("Nobody was there at the start who could be followed.") }}</p>
      <template v-if="it && it.person >= 0">
      <p class="two">{{ told }} {{ store._("One life proves nothing: it is one of many, in one of many towns.") }}</p>
      <svg :viewBox="'0 0 ' + wide + ' ${HIGH}'" role="img" :aria-label="told" @click="click">
        <g v-for="(world, row) in worlds" :transform="'translate(0 ' + row * 66 + ')'">
          <text x="0" y="22" class="name">{{ world.label }}</text>
          <text x="0" y="40">{{ world.caseworkers }}</text>
          <line :x1="left" :x2="wide - 4" y1="54" y2="54" class="axis"></line>
          <rect v-for="spell in world.spells" :x="spell.x" y="56" :width="spell.wide" height="6" :class="['spell', spell.even ? 'even' : '']"></rect>
          <path :d="world.area" :class="['area', row ? 'now' : 'was']"></path>
          <path :d="world.line" :class="['line', row ? 'now' : 'was']"></path>
          <circle v-for="x in world.crises" :cx="x" cy="8" r="3.5" class="crisis"></circle>
        </g>
        <line :x1="x(month)" :x2="x(month)" y1="0" y2="132" class="cursor"></line>
        <text v-for="it in marks" :x="it.x" y="147" text-anchor="middle">{{ it.text }}</text>
      </svg>
      <p class="muted">{{ store._("The line is trust in the caseworker; a new bar below, a new caseworker; a dot above, a crisis; the area, a month in the office's care.") }}</p>
      </template>
    </section>`,
  created() {
    this.store.$on("lives", this.take);
    this.store.$on("follow", this.ask);
    PHONE.addListener(this.fit);
    this.ask();
  },
  destroyed() { this.store.$off("lives", this.take); this.store.$off("follow", this.ask); PHONE.removeListener(this.fit); },
  watch: { "store.answer"(now) { if (now.first) this.ask(); } },
  computed: {
    wide() { return this.phone ? 400 : 1000; },
    left() { return this.phone ? 110 : 140; },
    months() { return this.store.state.months; },
    listed() { return [...new Set([this.it.person, ...this.it.offered])]; },
    worlds() {
      return [["was", this.store._("As it was")], ["now", this.store._("With the changes")]].map(([name, label]) => {
        const life = this.it[name];
        const at = Array.from(life.month || []);
        const there = name === "was" || !life.state ? at : at;
        const parts = [];
        at.forEach((month, turn) => { if (!turn || month !== at[turn - 1] + 1) parts.push([]); parts[parts.length - 1].push(turn); });
        const y = (trust) => 54 - 44 * trust;
        const line = parts.map((part) => part.map((turn, first) => `${first ? "L" : "M"}${this.x(at[turn]).toFixed(1)} ${y(life.trust[turn]).toFixed(1)}`).join("")).join("");
        const area = parts.map((part) => `M${this.x(at[part[0]] - 0.5)} 54V10H${this.x(at[part[part.length - 1]] + 0.5)}V54Z`).join("");
        const spells = [];
        at.forEach((month, turn) => {
          const who = life.caseworker[turn];
          const last = spells[spells.length - 1];
          if (!who) return;
          if (last && last.who === who && last.end === month - 1) last.end = month;
          else spells.push({ who, begin: month, end: month });
        });
        const many = new Set(Array.from(life.caseworker || []).filter((it) => it > 0)).size;
        return {
          label, line, area, months: there.length, many, paid: Array.from(life.paid || []).reduce((a, b) => a + b, 0),
          caseworkers: this.store._("caseworkers: {many}", { many }),
          spells: spells.map((it, turn) => ({ x: this.x(it.begin - 0.5), wide: Math.max(1, this.x(it.end + 0.5) - this.x(it.begin - 0.5) - 1), even: turn % 2 === 0 })),
          crises: at.filter((_, turn) => life.in_crisis[turn]).map((month) => this.x(month)),
        };
      });
    },
    told() {
      const [was, now] = this.worlds;
      const lang = this.store.state.language;
      return this.store._("{name}. As it was, months: {months}, caseworkers: {many}, {money}: {paid}. With the changes, months: {months2}, caseworkers: {many2}, {money}: {paid2}.", {
        name: this.nameOf(this.it.person), months: was.months, many: was.many, paid: figure(+was.paid.toPrecision(3), lang, 0), months2: now.months, many2: now.many, paid2: figure(+now.paid.toPrecision(3), lang, 0), money: this.store.town.money,
      });
    },
    marks() {
      const many = this.phone ? 3 : 5;
      const each = Math.ceil(this.months / many);
      return Array.from({ length: many }, (_, it) => 1 + it * each).filter((it) => it <= this.months).map((month) => ({ x: this.x(month) + 24, text: monthName(this.store.town.start, month, this.store.state.language) }));
    },
  },
  methods: {
    fit() { this.phone = PHONE.matches; },
    x(month) { return this.left + ((month - 0.5) / this.months) * (this.wide - this.left - 4); },
    ask() { this.waits = this.store.other("lives", {}); },
    take(it) { if (it.seq === this.waits) this.it = Object.freeze(it); },
    choose(person) { this.store.look((it) => { it.follow = person === null ? -1 : person; }); this.ask(); },
    surprise() { const all = this.it.everybody; this.choose(all[Math.floor(Math.random() * all.length)]); },
    search() {
      const number = parseInt(this.wanted, 10);
      const person = Array.from(this.it.everybody)[number - 1];
      if (person === undefined) this.store.say(this.store._("There is nobody with that number; there are 1 to {last}.", { last: this.it.everybody.length }));
      else this.choose(person);
    },
    nameOf(person) {
      const number = Array.from(this.it.everybody).indexOf(person) + 1;
      return nameOf(this.store, this.it.unit, number);
    },
    click(event) {
      const box = event.currentTarget.getBoundingClientRect();
      const month = Math.round((((event.clientX - box.left) / box.width) * this.wide - this.left) / (this.wide - this.left - 4) * this.months + 0.5);
      if (month >= 1 && month <= this.months) this.$emit("jump", month);
    },
  },
};
