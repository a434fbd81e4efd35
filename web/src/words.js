// Text into words to search by: case and accents folded, Chinese and Japanese sign by sign.

const WORD = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;

export function words(text) {
  return text.match(WORD) ?? [];
}

export function fold(word) {
  return word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
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
