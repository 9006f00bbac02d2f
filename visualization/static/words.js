// Words: a text in the visitor's language; and a mark for one that stands in a table and is translated where it is shown.

export const N_ = (text) => text;

export function spoken(words, text, values) {
  const said = words[text] || text;
  return values ? said.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all)) : said;
}
