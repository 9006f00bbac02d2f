// The office where no server answers: what the picture shows of two worlds that were lived in this browser, and one life
// in both of them. The same steps as `office.frames` and `office.lives` of the program.

const OFFERED = 12;
const LEAST = 6;

// Everybody who lives in one of the worlds, in order of their ids; the place in it is their number.
function everybodyOf(was, now) {
  return Float64Array.from(new Set([...was.life.person, ...now.life.person])).sort();
}

// - was, now: the worlds, see `alone_album`
export function film(was, now, changed, rest) {
  const { life, ...shown } = changed ? now : was;
  const numbers = new Map(Array.from(everybodyOf(was, now), (person, turn) => [person, turn + 1]));
  return { ...shown, ...rest, changed, numbers: Uint32Array.from(shown.persons, (it) => numbers.get(it)) };
}

export function lives(was, now, unit, person) {
  const offered = offeredOf(was.life, now.life);
  const followed = person < 0 ? middleOf(was.life, now.life) : person;
  return { unit, person: followed, offered, everybody: everybodyOf(was, now), was: lifeOf(was.life, followed), now: lifeOf(now.life, followed) };
}

// Those whose months and money differ most between the worlds.
function offeredOf(...worlds) {
  const found = new Map();
  worlds.forEach((life, side) => life.person.forEach((person, row) => {
    if (!found.has(person)) found.set(person, [[0, 0], [0, 0]]);
    const own = found.get(person)[side];
    own[0] += life.paid[row];
    own[1] += 1;
  }));
  const apart = ([[was], [now]]) => Math.abs(was - now);
  const both = [...found].filter(([, sides]) => sides.every(([, months]) => months >= LEAST));
  return both.sort(([a, one], [b, other]) => apart(other) - apart(one) || a - b).slice(0, OFFERED).map(([person]) => person);
}

// Who of the start gains the middle number of months, of those who gain or lose any.
function middleOf(was, now) {
  const count = ({ person }) => person.reduce((all, it) => all.set(it, (all.get(it) || 0) + 1), new Map());
  const months = count(was), others = count(now);
  const first = [...new Set(Array.from(was.person).filter((_, row) => was.month[row] === 1))];
  const gains = first.map((who) => [months.get(who) - (others.get(who) || 0), who]).sort(([a, one], [b, other]) => a - b || one - other);
  const wanted = gains.some(([gain]) => gain) ? gains.filter(([gain]) => gain) : gains;
  return wanted.length ? wanted[Math.floor(wanted.length / 2)][1] : -1;
}

// The months of one person, a column each; caseworkers are counted.
function lifeOf({ person, ...columns }, who) {
  const rows = Array.from(person.keys()).filter((row) => person[row] === who);
  const own = Object.fromEntries(Object.entries(columns).map(([name, all]) => [name, Float32Array.from(rows, (row) => all[row])]));
  let many = 0;
  own.caseworker = Float32Array.from(rows, (row, turn) => {
    const now = columns.caseworker[row];
    if (now >= 0 && (!turn || now !== columns.caseworker[rows[turn - 1]])) many += 1;
    return now < 0 ? 0 : many;
  });
  return own;
}
