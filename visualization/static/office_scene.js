// Office scene: where everybody stands in a month, and how two months are drawn into each other.
//
// Desks stand by team. Above a desk its households, the most trusting nearest: height is the
// caseload, colour and nearness are trust. Below, a bar where the caseworker knows a partner.

import { ink, lettering } from "./theme.js";

export const FINE = 200;
export const BREAKS = [0.03, 0.12, 0.25, 0.42, 0.6];
export const level = (trust) => BREAKS.reduce((at, limit) => at + (trust > limit ? 1 : 0), 0);
const CRISIS = 1;
export const formOf = (marks) => marks >> 4;
const HOME = 0, NETWORK = 1, FOSTER = 2;

export function colours() {
  return { trust: [0, 1, 2, 3, 4, 5].map((it) => ink(`t${it}`)), ink: ink("ink"), mute: ink("mute"), line: ink("line"), cut: ink("cut"), paper: ink("paper"), edge: ink("edge"), now: ink("now"), focus: ink("focus") };
}

// Where the desks stand, and how large a household is drawn.
export function layout(film, width, height, phone) {
  const seats = film.seats;
  const teams = Math.ceil(seats / film.team);
  const left = phone ? 6 : lettering() > 12 ? 200 : 150;
  const gap = phone ? 7 : 24;
  const rail = phone ? 27 : lettering() > 12 ? 21 : 17;
  const desk = (width - left - 8 - gap * (teams - 1)) / seats;
  const above = phone ? 62 : 46; // room for the teams, and for the first partner's name on a phone
  const floor = height - 6 * rail - above;
  const x = (seat) => left + seat * desk + Math.floor(seat / film.team) * gap + desk / 2;
  const most = mostCases(film);
  let dot = lettering() > 12 ? 22 : 16;
  const perRow = (size) => Math.max(1, Math.floor((desk - 4) / size));
  while (dot > 3 && Math.ceil(most / perRow(dot)) * dot > floor - 62) dot -= 0.5;
  const needed = Math.ceil(most / perRow(dot)) * dot + 62 + (height - floor);
  return { seats, teams, left, gap, rail, above, desk, floor, x, dot, perRow: perRow(dot), width, height, needed, phone, team: film.team };
}

// The tallest stack there is, but for rare ones, so that nearly always everybody has room.
function mostCases(film) {
  const most = [];
  for (let month = 0; month <= film.months; month += 3) {
    const cases = new Int32Array(film.seats);
    for (let at = film.ends[month]; at < film.ends[month + 1]; at += 1) if (film.seat[at] >= 0) cases[film.seat[at]] += 1;
    most.push(Math.max(...cases));
  }
  return Math.max(12, ...most);
}

// Everybody's place in a month, by turn.
export function placesIn(film, month, plan) {
  const stacks = new Map();
  for (let at = film.ends[month]; at < film.ends[month + 1]; at += 1) {
    const seat = film.seat[at];
    if (!stacks.has(seat)) stacks.set(seat, []);
    stacks.get(seat).push(at);
  }
  const places = new Map();
  const cases = new Int32Array(film.seats);
  for (const [seat, stack] of stacks) {
    stack.sort((a, b) => film.trust[b] - film.trust[a] || film.turn[a] - film.turn[b]);
    if (seat >= 0) cases[seat] = stack.length;
    const perRow = seat >= 0 ? plan.perRow : Math.floor((plan.width - plan.left - 140) / plan.dot);
    stack.forEach((at, turn) => {
      const row = Math.floor(turn / perRow);
      const within = turn % perRow;
      const wide = Math.min(perRow, stack.length - row * perRow);
      const x = seat >= 0 ? plan.x(seat) + (within - (wide - 1) / 2) * plan.dot : plan.left + 134 + within * plan.dot;
      const y = seat >= 0 ? plan.floor - 20 - row * plan.dot : 14 + row * plan.dot;
      places.set(film.turn[at], { x, y, seat, trust: film.trust[at] / FINE, marks: film.marks[at], turn: film.turn[at] });
    });
  }
  return { places, cases, waiting: (stacks.get(-1) || []).length };
}

const eased = (share) => (share < 0.5 ? 2 * share * share : 1 - (-2 * share + 2) ** 2 / 2);

export function draw(pen, film, plan, colour, before, after, share, months, seen) {
  const [from, to] = months;
  const at = eased(share);
  pen.fillStyle = colour.paper;
  pen.fillRect(0, 0, plan.width, plan.height);
  teams(pen, plan, colour, seen);
  rails(pen, film, plan, colour, from, to, at, share, seen);
  if (after.waiting) {
    write(pen, `${seen.words.waiting} ${after.waiting}`, plan.left + (plan.phone ? 0 : 4), 15, colour.mute, 13, "left");
  }
  const flying = [];
  for (const [turn, it] of before.places) {
    if (!after.places.has(turn)) figure(pen, plan, colour, it.x, it.y - 30 * at, it, it.trust, 1 - at, seen);
  }
  for (const [turn, it] of after.places) {
    const old = before.places.get(turn);
    if (!old) figure(pen, plan, colour, it.x, it.y - (1 - at) * 40, it, it.trust, at, seen);
    else if (old.seat !== it.seat) flying.push([old, it]);
    else figure(pen, plan, colour, old.x + (it.x - old.x) * at, old.y + (it.y - old.y) * at, it, old.trust + (it.trust - old.trust) * at, 1, seen);
  }
  // What is cut: a thread to the old desk, as thick as the trust was, that snaps.
  const spot = ([old, it]) => [old.x + (it.x - old.x) * at, old.y + (it.y - old.y) * at - Math.sin(Math.PI * at) * 46];
  for (const pair of flying) {
    const [old] = pair;
    if (old.seat < 0 || share >= 0.8) continue;
    const [x, y] = spot(pair);
    pen.globalAlpha = Math.max(0, 0.55 - share * 0.68) * Math.min(1, 0.15 + old.trust * 1.6);
    thread(pen, plan.x(old.seat), plan.floor - 6, x, y, colour.cut, 0.5 + old.trust * 3);
    pen.globalAlpha = 1;
  }
  for (const pair of flying) {
    const [old, it] = pair;
    figure(pen, plan, colour, ...spot(pair), it, old.trust + (it.trust - old.trust) * at, 1, seen);
  }
  desks(pen, film, plan, colour, to, after, seen);
  if (share === 1 || share === 0) looked(pen, film, plan, colour, to, share ? after : before, seen);
}

function teams(pen, plan, colour, seen) {
  for (let team = 0; team < plan.teams; team += 1) {
    const first = team * plan.team;
    const last = Math.min(plan.seats, first + plan.team) - 1;
    const x0 = plan.x(first) - plan.desk / 2, x1 = plan.x(last) + plan.desk / 2;
    thread(pen, x0, plan.floor + 15, x1, plan.floor + 15, colour.line, 1);
    const room = x1 - x0 > 64;
    write(pen, room ? `${seen.words.team} ${team + 1}` : String(team + 1), (x0 + x1) / 2, plan.floor + 26, colour.mute, 12, "center", 600);
  }
}

function rails(pen, film, plan, colour, from, to, at, share, seen) {
  const y = (partner) => plan.floor + plan.above + partner * plan.rail;
  for (let partner = 0; partner < 6; partner += 1) {
    thread(pen, plan.left, y(partner), plan.width - 8, y(partner), colour.line, 1);
    if (plan.phone) write(pen, seen.partners[partner], plan.left, y(partner) - 13, colour.mute, 11, "left");
    else write(pen, seen.partners[partner], plan.left - 8, y(partner), colour.mute, 12, "right");
  }
  pen.lineCap = "round";
  const old = film.partners[from], now = film.partners[to];
  for (let seat = 0; seat < plan.seats; seat += 1) {
    for (let partner = 0; partner < 6; partner += 1) {
      const was = old[seat * 6 + partner] / FINE, is = now[seat * 6 + partner] / FINE;
      const trust = was + (is - was) * at;
      const half = plan.desk * 0.3;
      if (trust > 0.02) thread(pen, plan.x(seat) - half, y(partner), plan.x(seat) + half, y(partner), colour.trust[Math.max(1, level(trust))], 1 + trust * 9);
      if (was - is > 0.1 && share > 0 && share < 1) {
        pen.globalAlpha = 1 - share;
        thread(pen, plan.x(seat) - 3, y(partner) - 6, plan.x(seat) + 3, y(partner) - 6 + 14 * share, colour.cut, 1.6);
        pen.globalAlpha = 1;
      }
    }
  }
  pen.lineCap = "butt";
}

function desks(pen, film, plan, colour, month, after, seen) {
  const posts = film.post[month];
  const wide = Math.min(30, plan.desk - 3);
  for (let seat = 0; seat < plan.seats; seat += 1) {
    const post = posts[seat];
    if (post === 0) continue;
    const x = plan.x(seat);
    pen.fillStyle = post === 2 ? colour.ink : colour.paper;
    pen.strokeStyle = seen.desk === seat ? colour.focus : colour.ink;
    pen.lineWidth = seen.desk === seat ? 3 : 1.8;
    pen.setLineDash(post === 1 ? [3, 2] : []);
    pen.beginPath();
    pen.roundRect(x - wide / 2, plan.floor - 11, wide, 20, 5);
    pen.fill();
    pen.stroke();
    pen.setLineDash([]);
    write(pen, post === 1 && !after.cases[seat] ? "–" : String(after.cases[seat]), x, plan.floor - 0.5, post === 2 ? colour.paper : colour.ink, wide < 20 ? 9 : 12, "center", 600);
  }
}

// Lines appear only for whoever is looked at or followed.
function looked(pen, film, plan, colour, month, now, seen) {
  for (const turn of [seen.followed, seen.turn]) {
    const it = now.places.get(turn);
    if (!it) continue;
    if (it.seat >= 0) thread(pen, plan.x(it.seat), plan.floor - 11, it.x, it.y, colour.now, 1 + it.trust * 5);
    pen.strokeStyle = turn === seen.followed ? colour.now : colour.focus;
    pen.lineWidth = 2.5;
    pen.beginPath();
    pen.arc(it.x, it.y, plan.dot * 0.5 + 4, 0, 7);
    pen.stroke();
  }
  const seat = seen.desk;
  if (seat >= 0) {
    const first = Math.floor(seat / plan.team) * plan.team;
    for (let other = first; other < Math.min(plan.seats, first + plan.team); other += 1) {
      const [low, high] = other < seat ? [other, seat] : [seat, other];
      const trust = film.colleagues[month][low * plan.team + (high % plan.team)] / FINE;
      if (other === seat || trust < 0.02) continue;
      pen.strokeStyle = colour.trust[Math.max(2, level(trust))];
      pen.lineWidth = 1 + trust * 5;
      pen.beginPath();
      const x0 = plan.x(seat), x1 = plan.x(other);
      pen.moveTo(x0, plan.floor + 10);
      pen.quadraticCurveTo((x0 + x1) / 2, plan.floor + 34, x1, plan.floor + 10);
      pen.stroke();
    }
  }
}

function figure(pen, plan, colour, x, y, it, trust, seen01) {
  const r = plan.dot * 0.44;
  const step = level(trust);
  pen.globalAlpha = seen01;
  pen.fillStyle = colour.trust[step];
  pen.beginPath();
  const form = formOf(it.marks);
  if (form === HOME) pen.arc(x, y, r, 0, 7);
  else if (form === NETWORK || form === FOSTER) { pen.moveTo(x, y - r * 1.15); pen.lineTo(x + r * 1.1, y + r * 0.85); pen.lineTo(x - r * 1.1, y + r * 0.85); pen.closePath(); }
  else pen.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
  pen.fill();
  if (it.marks & CRISIS) { pen.strokeStyle = colour.cut; pen.lineWidth = 2; pen.stroke(); }
  else if (step < 2) { pen.strokeStyle = colour.edge; pen.lineWidth = 0.6; pen.stroke(); }
  pen.globalAlpha = 1;
}

function thread(pen, x0, y0, x1, y1, colour, width) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.beginPath();
  pen.moveTo(x0, y0);
  pen.lineTo(x1, y1);
  pen.stroke();
}

function write(pen, text, x, y, colour, size, align, weight = 400) {
  pen.fillStyle = colour;
  pen.font = `${weight} ${(size * lettering()) / 12}px Roboto, system-ui, sans-serif`;
  pen.textAlign = align;
  pen.textBaseline = "middle";
  pen.fillText(text, x, y);
}
