// Album: one world month by month, as the office shows it, and everybody's life in it. It is read out of the memory in
// which the town lives, in the worker; the same steps as `office.frames` and `office.lives` of the program.

const TRUST_STEPS = 200;
const CRISIS = 1, TRAINEE = 2, MET = 4, FORM = 16;
const LIFE = { month: Float32Array, trust: Float32Array, paid: Float64Array, met: Float32Array, in_crisis: Float32Array, caseworker: Float64Array, state: Float32Array, form: Float32Array };

// A half goes to the even neighbour.
function rint(value) {
  const low = Math.floor(value), left = value - low;
  return left < 0.5 || (left === 0.5 && low % 2 === 0) ? low : low + 1;
}

class Album {
  constructor(world, unit, { assisted, placed }) {
    Object.assign(this, { world, unit, assisted, placed, children: unit === "children" });
    this.office = world.row(`${unit}.office`);
    this.turns = new Map();
    this.people = { turn: [], seat: [], trust: [], marks: [], ends: [0] };
    this.staff = [];
    const clients = this.children ? "cases" : "households", ties = this.children ? "case_ties" : "ties";
    this.rows = world.arrays[clients].rows;
    const of = (...names) => Object.fromEntries(names.map((name) => [name, world.column(clients, name)]));
    this.client = of("person", "in_crisis", "met", ...(this.children ? ["running", "form"] : ["state"]));
    this.tie = { trust: world.column(ties, "trust"), seat: world.column(ties, "seat") };
    this.history = this.children ? "case_lives" : "lives";
    const fields = Object.keys(LIFE).filter((name) => name in world.arrays[this.history].fields);
    this.life = Object.fromEntries(["person", ...fields].map((name) => [name, { read: world.column(this.history, name), all: [] }]));
    this.life.month.read = () => this.staff.length - 1;
  }

  // Takes a picture of this month, and of what is told of it.
  take() {
    const { person, in_crisis, met, running, state, form } = this.client, { people, children } = this;
    for (let row = 0; row < this.rows; row += 1) {
      const placed = !children && state(row) === this.placed;
      if (children ? running(row) !== 1 : !placed && state(row) !== this.assisted) continue;
      const who = person(row);
      if (!this.turns.has(who)) this.turns.set(who, this.turns.size);
      people.turn.push(this.turns.get(who));
      people.seat.push(this.tie.seat(row));
      people.trust.push(rint(this.tie.trust(row) * TRUST_STEPS));
      people.marks.push((children ? form(row) * FORM : placed ? TRAINEE : 0) | (in_crisis(row) === 1 ? CRISIS : 0) | (met(row) === 1 ? MET : 0));
    }
    people.ends.push(people.turn.length);
    const posts = ["post", "tenure", "holder"].map((name) => [name, this.all("caseworkers", this.world.column(`${this.unit}.caseworkers`, name))]);
    const ties = ["partners", "colleagues"].map((name) => [name, this.ties(name)]);
    this.staff.push({ seats: Number(this.office.seats), ...Object.fromEntries([...posts, ...ties]) });
    for (let row = 0; row < Number(this.office.told); row += 1) for (const { read, all } of Object.values(this.life)) all.push(read(row));
    for (const [, office] of this.world.units) office.told = 0n;
  }

  all(name, read) { return Float64Array.from({ length: this.world.arrays[`${this.unit}.${name}`].rows }, (_, row) => read(row)); }

  // Trust of the ties that there are.
  ties(name) {
    const other = this.world.column(`${this.unit}.${name}`, "other"), trust = this.world.column(`${this.unit}.${name}`, "trust");
    return this.all(name, (row) => (other(row) === -1 ? 0 : rint(trust(row) * TRUST_STEPS)));
  }

  bound() {
    const { people, staff } = this, seats = Math.max(...staff.map((it) => it.seats));
    const ofSeats = (name, Kind) => staff.map((it) => {
      const wide = it[name].length / it.post.length;
      return Kind.from({ length: seats * wide }, (_, at) => it[name][at] || 0);
    });
    return {
      persons: Float64Array.from(this.turns.keys()), ends: Int32Array.from(people.ends), seats,
      turn: Uint32Array.from(people.turn), seat: Int16Array.from(people.seat), trust: Uint8Array.from(people.trust), marks: Uint8Array.from(people.marks),
      post: ofSeats("post", Uint8Array), tenure: ofSeats("tenure", Uint16Array), holder: ofSeats("holder", Uint16Array),
      partners: ofSeats("partners", Uint8Array), colleagues: ofSeats("colleagues", Uint8Array),
      life: Object.fromEntries(Object.entries(this.life).map(([name, { all }]) => [name, (LIFE[name] || Float64Array).from(all)])),
    };
  }
}

function album(world, { key, months, events, unit }) {
  const it = new Album(world, unit, world.town.album);
  const tables = world.run(key, months, events, () => it.take());
  return { ...it.bound(), figures: world.town.album.figures[unit].map((formula) => Float32Array.from(measured(formula, tables, months))) };
}
