// Text into words to search by: case and accents folded; Chinese, Japanese, Thai and the like sign by sign; a decimal, a
// score and thousands as one word each.

const SIGN = /(?!\p{M})[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/;
const NUMBER = /(?<!\d[.,:]?)(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.:]\d+|,\d{1,2}))(?![\p{L}\d]|[.,:]\d)/;
const THOUSANDS = /^\d{1,3}(?:,\d{3})+/;
const WORD = new RegExp(`${SIGN.source}\\p{M}*|${NUMBER.source}|(?:(?!${SIGN.source})[\\p{L}\\p{N}\\p{M}])+`, "gu");

export function words(text) {
  return text.match(WORD) ?? [];
}

export function fold(word) {
  const plain = word.replace(THOUSANDS, (found) => found.replaceAll(",", "")).replace(/(?<=\d),(?=\d)/, ".");
  return plain.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The positions of words in a text that equal one of these folded terms: pairs of start and end. */
export function places(text, terms) {
  const found = [];
  for (const match of text.matchAll(WORD)) {
    const word = fold(match[0]);
    if (terms.has(word)) found.push([match.index, match.index + match[0].length]);
  }
  return found;
}
