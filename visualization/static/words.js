// Words: a text in the visitor's language; and a mark for one that stands in a table and is translated where it is shown.

export const N_ = (text) => text;

// A text for one, or that for more.
export function plural(one, more, count, values, { plurals }) {
  return spoken(plurals, count === 1 ? one : more, values);
}

export function spoken(words, text, values) {
  const said = words[text] || text;
  return values ? said.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all)) : said;
}
