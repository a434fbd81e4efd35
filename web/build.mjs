// Makes the page's one script and one style sheet, and writes down what they were made of.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, "../src/sinoru/export/page/bundle");
const PACKAGE = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//;

const SHARED = { bundle: true, minify: true, absWorkingDir: HERE, metafile: true, write: false, legalComments: "none" };
const script = await build({
  ...SHARED,
  entryPoints: ["src/main.js"],
  format: "iife",
  target: ["chrome111", "firefox113", "safari16.4"],
  charset: "ascii",
});
const style = await build({ ...SHARED, entryPoints: ["src/page.css"], target: ["chrome111", "firefox113", "safari16.4"] });

mkdirSync(OUT, { recursive: true });
const made = { "page.js": textOf(script), "page.css": textOf(style), "LICENCES.txt": licences([script, style]) };
for (const [name, text] of Object.entries(made)) writeFileSync(join(OUT, name), text);
writeFileSync(join(OUT, "sums.json"), `${JSON.stringify({ inputs: sums(HERE, inputs()), outputs: sums(OUT, Object.keys(made)) }, null, 2)}\n`);

function textOf(result) {
  const [{ text }] = result.outputFiles;
  if (/<\/(script|style)/i.test(text) || text.includes("\r")) throw new Error("the bundle would end its own element");
  return text;
}

/** The licence of every package that is in the bundle, as its authors wrote it. */
function licences(results) {
  const inputs = results.flatMap((result) => Object.keys(result.metafile.inputs));
  const names = [...new Set(inputs.map((path) => PACKAGE.exec(path)?.[1]).filter(Boolean))].sort();
  return names.map(licence).join(`\n${"-".repeat(80)}\n\n`);
}

function licence(name) {
  const folder = join(HERE, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file)).sort();
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r", "").trim());
  if (!texts.length) texts.push("(The package says its licence in package.json alone.)");
  return `${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
}

function inputs() {
  const own = readdirSync(join(HERE, "src")).sort().map((name) => `src/${name}`);
  return ["build.mjs", "package.json", "package-lock.json", ...own];
}

function sums(folder, names) {
  return Object.fromEntries(
    names.map((name) => [name, createHash("sha256").update(readFileSync(join(folder, name))).digest("hex")]),
  );
}
