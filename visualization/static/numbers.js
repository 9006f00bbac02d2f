// Numbers: figures as the visitor's language writes them, with a true minus sign.

const LOCALES = { sv: "sv-SE", da: "da-DK", en: "en-GB" };

const formats = new Map();

export function figure(value, language, decimals = null, signed = false) {
  const size = Math.abs(value);
  const digits = decimals === null ? (size >= 100 ? 0 : size >= 10 ? 1 : 2) : decimals;
  const key = `${language}${digits}${signed}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.NumberFormat(LOCALES[language], {
      minimumFractionDigits: decimals === null ? 0 : digits,
      maximumFractionDigits: digits,
      signDisplay: signed ? "exceptZero" : "negative",
    }));
  }
  return formats.get(key).format(value).replace("-", "\u2212");
}

// A number with all its decimals.
export function exact(value, language) {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 6 }).format(value).replace("-", "\u2212");
}

const dates = new Map();

export function monthName(start, month, language) {
  const [year, first] = start.split("-").map(Number);
  const date = new Date(Date.UTC(year, first - 1 + month - 1, 1));
  if (!dates.has(language)) dates.set(language, new Intl.DateTimeFormat(LOCALES[language], { month: "long", year: "numeric", timeZone: "UTC" }));
  return dates.get(language).format(date);
}

export const yearOf = (start, month) => {
  const [year, first] = start.split("-").map(Number);
  return year + Math.floor((first - 1 + month - 1) / 12);
};
