// The language of searches, as far as the page knows it: words, phrases, prefixes, fields, NOT, OR and parentheses.
// A query becomes a tree of { all }, { any }, { not } and leaves; no document in here. docs/search.md has all of it.

const LEXEME = new RegExp(
  [
    String.raw`\s*(?:(?<bracket>[()])`,
    String.raw`(?<dash>[-−–]+)(?=[^\s)])`,
    String.raw`(?<field>[A-Za-z][A-Za-z_.]*):(?<minus>-?)(?<compared>[<>]=?)?(?:"(?<quoted>[^"]*)(?:"|$)|(?<value>[^\s()"]+)|(?=\())`,
    String.raw`"(?<phrase>[^"]*)(?:"|$)(?<after>~\d*|\*)?`,
    String.raw`(?<word>[^\s()"]+))`,
  ].join("|"),
  "y",
);
/** One spelling, a saved query, and a pattern: they need the words of the whole corpus. */
const SIGN = /^=+\w|^@[\w-]+$|^\*.|[^*]\*.|\w\?+\w/;

/** What cannot be read. */
export class QueryError extends Error {}

/** What only the program can answer. */
export class Elsewhere extends QueryError {}

/**
 * Parse a query; `fields` has what each name of a field contains: "number", another word, or "" where the page cannot
 * filter by it. Throws QueryError.
 */
export function parse(text, fields) {
  const lexemes = [...read(text.replace(/[“”„«»]/g, '"'))];
  const query = all(lexemes, fields);
  if (lexemes.length) throw new QueryError("')' closes no parenthesis");
  return query;
}

/** Return whether a query is of words alone, in any order and perhaps misspelt. */
export function isPlain({ all: items }) {
  return items.every(({ any }) => any.length === 1 && any[0].word !== undefined);
}

function* read(text) {
  LEXEME.lastIndex = 0;
  for (let found; (found = LEXEME.exec(text)); ) yield { ...found.groups, text: found[0].trim() };
}

function all(lexemes, fields, isField = false) {
  const items = [];
  while (lexemes.length && lexemes[0].bracket !== ")") {
    if (lexemes[0].word === "AND") lexemes.shift();
    else items.push(any(lexemes, fields, isField));
  }
  return { all: items };
}

function any(lexemes, fields, isField) {
  const items = [one(lexemes, fields, isField)];
  while (lexemes[0]?.word === "OR") {
    lexemes.shift();
    items.push(one(lexemes, fields, isField));
  }
  return { any: items };
}

function one(lexemes, fields, isField) {
  const lexeme = lexemes.shift();
  if (!lexeme || lexeme.bracket === ")") throw new QueryError("a word is missing at the end");
  if (lexeme.dash || lexeme.word === "NOT") return { not: one(lexemes, fields, isField) };
  if (lexeme.bracket) return group(lexemes, fields, isField);
  const name = lexeme.field?.toLowerCase();
  if (fields.get(name) === "number") return fieldOf(name, withSign(lexeme), lexemes, fields);
  if (fields.get(name)) return withMinus(lexeme, fieldOf(name, lexeme, lexemes, fields));
  if (fields.has(name)) throw new Elsewhere(`this page has no ${name}:`);
  if (isField) return { field: isField, value: lexeme.phrase ?? lexeme.text };
  if (lexeme.after?.startsWith("~")) throw new Elsewhere("this page has no '~'");
  if (lexeme.phrase !== undefined) return { phrase: lexeme.phrase };
  if (SIGN.test(lexeme.text) && !lexeme.text.includes("://")) throw new Elsewhere(`this page cannot look for '${lexeme.text}'`);
  return { word: lexeme.text };
}

/** A minus before a number is a part of it. */
function withSign({ minus, value, ...lexeme }) {
  return { ...lexeme, value: value && `${minus}${value}` };
}

function withMinus({ minus }, node) {
  return minus ? { not: node } : node;
}

function group(lexemes, fields, isField) {
  const inner = all(lexemes, fields, isField);
  if (!lexemes.shift()) throw new QueryError("'(' is not closed");
  return inner;
}

function fieldOf(name, { compared = "", quoted, value }, lexemes, fields) {
  const text = quoted ?? value;
  if (text !== undefined) return { field: name, compared, value: text };
  lexemes.shift();
  return group(lexemes, fields, name);
}

/** Return the days of a date as text (`1999-05`), from the first to the last; null for anything else. */
export function daysOf(text) {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? [];
  if (!year) return null;
  const first = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  const after = day ? Date.UTC(year, month - 1, +day + 1) : month ? Date.UTC(year, month, 1) : Date.UTC(+year + 1, 0, 1);
  return [first / 86_400_000, after / 86_400_000 - 1];
}

/** Return a number as text (`6.5`), as the bounds of itself; null for anything else. */
export function numberOf(text) {
  return /^-?(?:\d+(?:\.\d+)?|\.\d+)$/.test(text) ? [+text, +text] : null;
}

/** Return the bounds that a value, a range or a comparison asks for; null for anything else. */
export function boundsOf(compared, text, read = daysOf) {
  const [low, high] = text.includes("..") ? text.split("..").map((end) => (end ? read(end) : [])) : [read(text), read(text)];
  if (!low || !high) return null;
  const next = (value) => (read === daysOf ? 1 : Math.max(Math.abs(value) * Number.EPSILON, Number.MIN_VALUE));
  if (compared === ">") return [low[1] + next(low[1]), Infinity];
  if (compared === ">=") return [low[0], Infinity];
  if (compared === "<") return [-Infinity, low[0] - next(low[0])];
  if (compared === "<=") return [-Infinity, low[1]];
  return [low[0] ?? -Infinity, high[1] ?? Infinity];
}
