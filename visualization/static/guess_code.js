// Guess code: a guess as eight letters, for a network that keeps students from the teacher's machine.
// `classroom/guesses.py` reads them, and says why they are as they are.

import { ranged, values, whole } from "./lesson_screen.js";

const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const CODED = 8, CHECK = 23, DRAWN = 40, RANGED = 1000, CHOICES = 4;

// A number that tells like answers of two students apart.
export const ownNumber = () => Math.floor(4000 * Math.random());

// The letters of a guess at a step of a lesson; none while it is not whole.
export function guessCode(step, { lesson, at }, mine, own) {
  if (!step.form || !whole(step, mine)) return "";
  const guess = values(step, mine);
  const [low, high] = step.form === "choose" ? [] : ranged(step).axis;
  if (step.form === "range" && guess.some((it) => it < low || it > high)) return "";
  let payload = step.form === "draw" ? 0 : own;
  if (step.form === "choose") payload = guess[0] + CHOICES * own;
  else {
    const parts = step.form === "draw" ? DRAWN : RANGED;
    for (const value of [...guess].reverse()) payload = payload * (parts + 1) + Math.round((parts * (value - low)) / (high - low));
  }
  let number = payload * CHECK + ((7 * (payload % 1009) + 31 * at + 7 * lesson) % CHECK);
  let code = "";
  while (code.length < CODED) {
    code = LETTERS[number % LETTERS.length] + code;
    number = Math.floor(number / LETTERS.length);
  }
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}
