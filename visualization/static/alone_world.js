// World: the model in the browser: towns are founded, settled and lived by the kernel, in a worker.
// It is no module: a page that was opened from a memory stick cannot load one into a worker. What events
// do, `ACTS`, is written before it when the page is exported.

const BASE = 1 << 20;
const RESULT = BASE - 128;
const RAISED = BASE - 64;
const PAGE = 65536;
const SETTLED = 128 * 2 ** 20;
// Bytes of settled towns that are kept: settling one takes as long as living a decade.

const WORD = 8;
const LENGTHS = [16, 40];
// Bytes into an array's header at which it says how long the array is.

const GET = { f8: "getFloat64", i8: "getBigInt64", i4: "getInt32", i2: "getInt16", i1: "getInt8", u4: "getUint32" };
const SET = { f8: "setFloat64", i8: "setBigInt64", i4: "setInt32", i2: "setInt16", i1: "setInt8", u4: "setUint32" };

class World {
  // - assumed: the numbers of the theory, in the order in which they lie
  constructor(kernel, town, acts, assumed) {
    this.town = town;
    this.acts = acts;
    this.assumed = assumed;
    this.arrays = town.places.arrays;
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(town.places.end / PAGE) + 1 });
    const stack = new WebAssembly.Global({ value: "i32", mutable: true }, BASE - 256);
    const env = { __linear_memory: this.memory, __stack_pointer: stack, kept: (at) => at };
    this.kernel = new WebAssembly.Instance(kernel, { env }).exports;
    this.bytes = new Uint8Array(this.memory.buffer, BASE, town.memory.length);
    this.view = new DataView(this.memory.buffer);
    this.place = this.row("place");
    this.units = [[1, this.row("assistance.office")], [2, this.row("children.office")]];
    this.assume({}, []);
  }

  // Lets people behave otherwise, and mechanisms be off: the town is founded like that. The same steps as `Origin.of`.
  assume(changes, off) {
    const { names, whole, usual, children, mechanisms } = this.assumed, { own, founded } = this.town.assumed, { places } = this.town;
    const before = Object.fromEntries(names.map((name, turn) => [name, changes[name] ?? usual[turn]]));
    const here = { ...before, ...own, ...changes };
    const value = (told) => {
      if (typeof told === "number") return told;
      const [what, ...to] = told;
      return what === "here" ? here[to[0]] : what === "usual" ? before[to[0]] : DONE[what](...to.map(value));
    };
    this.bytes.set(this.town.memory);
    names.forEach((name, turn) => {
      this.put(places.households + WORD * turn, here[name], whole[turn]);
      this.put(places.children + WORD * turn, name in children ? value(children[name]) : here[name], whole[turn]);
    });
    for (const [array, turn, field, told] of founded) {
      if (field) this.row(array, turn)[field] = value(told);
      else this.numbers(array)[turn] = value(told);
    }
    for (const name of off) this.put(places.mechanisms + WORD * mechanisms.indexOf(name), 0, true);
    this.image = this.bytes.slice();
    this.usual = this.town.usual;
    this.lasting = 1 - Array(Math.max(1, this.town.observed)).fill(1 - here["returning.ending"]).reduce((a, b) => a * b, 1);
    this.frozen = off.includes("continuity");
    this.settled = new Map();
  }

  put(at, value, whole) {
    if (whole) this.view.setBigInt64(at, BigInt(value), true);
    else this.view.setFloat64(at, value, true);
  }

  // A row whose fields are read and written where they lie.
  row(name, turn = 0) {
    const { at, row, fields } = this.arrays[name];
    const made = {};
    for (const [field, [offset, type]] of Object.entries(fields)) {
      const here = at + turn * row + offset;
      Object.defineProperty(made, field, { get: () => this.view[GET[type]](here, true), set: (value) => this.view[SET[type]](here, value, true) });
    }
    return made;
  }

  numbers(name) {
    const { at, rows, type } = this.arrays[name];
    return new { f8: Float64Array, i8: BigInt64Array, u4: Uint32Array }[type](this.memory.buffer, at, rows);
  }

  call(name, ...given) {
    const raised = this.kernel[name](RESULT, RAISED, ...given.map(BigInt));
    if (raised) throw new Error(`${name}: the kernel raised ${raised}`);
    return Number(this.view.getBigInt64(RESULT, true));
  }

  live(key, page, months) {
    const { town, households, children, mechanisms } = this.town.places;
    const lived = this.call("live", town, households, children, mechanisms, BigInt.asIntN(64, BigInt(key)), this.town.philox, this.town.runIn + 1, page, months);
    if (lived !== months) throw new Error("full");
  }

  // The same steps as `balanced` of the model's simulation. Returns who came in the observed months.
  balance(key) {
    const { runIn, observed, places } = this.town;
    this.bytes.set(this.image);
    this.remember(false);
    this.call("settle_people", places.town, places.households, BigInt.asIntN(64, BigInt(key)), this.town.philox);
    const half = Math.floor(runIn / 2);
    this.live(key, 0, half);
    this.call("settle_staff", places.town, places.households, places.children, places.mechanisms, BigInt.asIntN(64, BigInt(key)), this.town.philox);
    this.live(key, half, runIn - observed - half);
    const inflow = this.numbers("inflow"), gone = this.numbers("lasting");
    const [, [, children]] = this.units;
    inflow.fill(0);
    gone.fill(0);
    children.usual = 0;
    this.live(key, runIn - observed, observed);
    gone.forEach((it, turn) => { gone[turn] = it / this.lasting; });
    return [...inflow, children.usual];
  }

  // The same steps as `settled` of the model's simulation.
  settle(key) {
    const found = this.settled.get(key);
    if (found) { this.bytes.set(found); return; }
    this.balance(key);
    const supported = this.numbers("supported");
    const [[, assistance], [, children]] = this.units;
    this.numbers("inflow").set(this.usual.slice(0, -1));
    if (this.arrays["children.caseworkers"].rows) children.usual = this.usual[this.usual.length - 1];
    this.place.balance = 0;
    assistance.care_before = assistance.care;
    supported.fill(0n);
    this.numbers("forgotten").forEach((it, turn) => { supported[turn % supported.length] += it; });
    const { at, row, rows, fields: { state, destination } } = this.arrays.households;
    for (let begin = at; begin < at + rows * row; begin += row) {
      if (this.view[GET[state[1]]](begin + state[0], true) === this.town.away) supported[this.view[GET[destination[1]]](begin + destination[0], true)] += 1n;
    }
    if ((this.settled.size + 1) * this.bytes.length <= SETTLED) this.settled.set(key, this.bytes.slice());
  }

  // The same steps as `happen` of the model.
  happen(events, number) {
    const there = this.units.filter(([, office]) => office.posts > 0);
    const keep = () => this.call("norms_kept", this.town.places.town, number);
    keep();
    for (const event of [...events].sort((a, b) => b.precedence - a.precedence)) {
      const act = this.acts[event.kind];
      if (act.befall) act.befall(event.sizes, this.place);
      for (const [bit, office] of there) if ((act.units(event.sizes) || there[0][0]) & bit) act.happen(event.sizes, office);
      keep();
    }
  }

  // Whether each month's history is written down.
  remember(on) {
    for (const [name, header] of Object.entries(this.town.places.histories)) {
      for (const part of LENGTHS) this.put(header + part, on ? this.arrays[name].rows : 0, true);
    }
  }

  // Where continuity is off, each kind of tie is frozen at its mean. The same steps as `freeze` of the model.
  freeze() {
    for (const [unit, clients] of [["assistance", "ties"], ["children", "case_ties"]]) {
      if (!this.arrays[`${unit}.caseworkers`].rows) continue;
      const frozen = this.row(`${unit}.frozen`);
      const kinds = { client: clients, colleague: `${unit}.colleagues`, agency: `${unit}.partners`, employer: `${unit}.books` };
      for (const [kind, name] of Object.entries(kinds)) {
        const other = this.column(name, "other"), trust = this.column(name, "trust");
        const there = Float64Array.from(Array.from({ length: this.arrays[name].rows }, (_, turn) => turn).filter((turn) => other(turn) !== -1), trust).sort();
        if (there.length) frozen[kind] = summed(there) / there.length;
      }
    }
  }

  // A field of the rows of an array.
  column(name, field) {
    const { at, row, fields: { [field]: [offset, type] } } = this.arrays[name];
    const get = GET[type];
    return (turn) => Number(this.view[get](at + turn * row + offset, true));
  }

  // Lives months from a settled town; `seen` is called before the first month and after each, if it is given.
  run(key, months, events, seen = null) {
    this.settle(key);
    if (this.frozen) this.freeze();
    if (seen) this.remember(true);
    const stops = new Set([0, months]);
    for (const it of events) if (it.month <= months) stops.add(it.month - 1);
    if (seen) for (let month = 0; month < months; month += 1) stops.add(month);
    const order = [...stops].sort((a, b) => a - b);
    if (seen) seen(0);
    for (let turn = 0; turn + 1 < order.length; turn += 1) {
      const due = events.filter((it) => it.month - 1 === order[turn]);
      if (due.length) this.happen(due, order[turn]);
      this.live(key, this.town.runIn + order[turn], order[turn + 1] - order[turn]);
      if (seen) seen(order[turn + 1]);
    }
    return { counts: this.table("counts", months), ledger: this.table("ledger", months) };
  }

  // The months of a table, without the run-in.
  table(name, months) {
    const all = this.numbers(name);
    const width = all.length / (this.town.runIn + this.town.months);
    return all.slice(this.town.runIn * width, (this.town.runIn + months) * width);
  }
}

const DONE = {
  "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b,
  ratio: (a, b) => (b === 0 ? 0 : a / b), max: Math.max, min: Math.min, neg: (a) => -a,
};

// As NumPy adds up: in eight sums at once, of a long array its halves.
function summed(all, from = 0, to = all.length) {
  const many = to - from;
  if (many > 128) {
    const half = from + (many >> 1) - ((many >> 1) % 8);
    return summed(all, from, half) + summed(all, half, to);
  }
  if (many < 8) { let sum = -0; for (let at = from; at < to; at += 1) sum += all[at]; return sum; }
  const part = Array.from(all.subarray(from, from + 8));
  let at = from + 8;
  for (; at + 8 <= to; at += 8) for (let turn = 0; turn < 8; turn += 1) part[turn] += all[at + turn];
  let sum = ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]));
  for (; at < to; at += 1) sum += all[at];
  return sum;
}

// The months of a formula, which the model's own indicator wrote down.
function measured(formula, tables, months) {
  if (typeof formula === "number") return new Float64Array(months).fill(formula);
  if (typeof formula[0] === "number") return Float64Array.from(formula.slice(0, months));
  const [what, ...to] = formula;
  if (tables[what]) {
    const table = tables[what];
    const width = table.length / months;
    return Float64Array.from({ length: months }, (_, month) => to.reduce((sum, column) => sum + Number(table[month * width + column]), 0));
  }
  const given = to.map((it) => measured(it, tables, months));
  if (what === "upto") { let sum = 0; return given[0].map((it) => { sum += it; return sum; }); }
  if (what === "later") return given[0].map((_, month, all) => (month < 12 ? 0 : all[month - 12]));
  return given[0].map((_, month) => DONE[what](...given.map((it) => it[month])));
}

let kernel = null, assumed = null, world = null;
onmessage = ({ data }) => {
  try {
    if (data.kernel) { kernel = new WebAssembly.Module(data.kernel); assumed = data.assumed; }
    else if (data.town) world = new World(kernel, data.town, ACTS, assumed);
    else if (data.assume) world.assume(data.assume, data.off);
    else if (data.inflow) world.usual = data.inflow;
    else postMessage({ found: data.replicate ? world.balance(data.replicate) : data.unit ? album(world, data) : lived(world, data) });
  } catch (error) {
    postMessage({ failed: error.message });
  }
};

// The figures of a world.
function lived(world, { key, months, events }) {
  const tables = world.run(key, months, events);
  return Object.fromEntries(Object.entries(world.town.figures).map(([name, formula]) => [name, Float32Array.from(measured(formula, tables, months))]));
}
