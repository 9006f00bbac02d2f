// Guess code: a guess as eight letters, for a network that keeps students from the teacher's machine.
// `classroom/guesses.py` reads them, and says why they are as they are.

const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const CODED = 8, CHECK = 23, DRAWN = 40, RANGED = 1000, CHOICES = 4;

// `own` is a number below 4000 that tells like answers of two students apart.
export function guessCode({ lesson, at, form, axis, values, own }) {
  const [low, high] = axis;
  let payload = own;
  if (form === "choose") payload = values[0] + CHOICES * own;
  else {
    const parts = form === "draw" ? DRAWN : RANGED;
    if (form === "draw") payload = 0;
    for (const value of [...values].reverse()) payload = payload * (parts + 1) + Math.round((parts * (value - low)) / (high - low));
  }
  let number = payload * CHECK + ((7 * (payload % 1009) + 31 * at + 7 * lesson) % CHECK);
  let code = "";
  while (code.length < CODED) {
    code = LETTERS[number % LETTERS.length] + code;
    number = Math.floor(number / LETTERS.length);
  }
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}
