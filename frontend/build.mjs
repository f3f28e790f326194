// Builds what the pages load: one script per language, one style sheet, the icon; each named by its content.
//
//   node build.mjs --out DIR [--words DIR]
//
// DIR gets the files, a .br and a .gz beside each, and manifest.json: {"page.css": "page-3F2A91C0.css", ...}.
// The words are <language>.json, {"English sentence": "translation" or ["singular", "plural"]}.

import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { PurgeCSS } from "purgecss";
import * as sass from "sass";
import { translation } from "./words.mjs";

const here = import.meta.dirname;
const templates = join(here, "../src/flow_forecaster/web/templates");
const languages = { en: "en", "pt-BR": "pt_BR" };
const browsers = ["chrome111", "firefox113", "safari16.4"];

// Class names that no source spells out whole.
const madeInScript = [/^verdict-/, /^data-bs-theme/];

async function main() {
  const { values } = parseArgs({ options: { out: { type: "string" }, words: { type: "string" } } });
  const out = values.out ?? join(here, "../src/flow_forecaster/web/static/built");
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const manifest = { ...(await writeStyles(out)), ...(await writeIcon(out)) };
  for (const [language, file] of Object.entries(languages)) {
    Object.assign(manifest, await writeScripts(out, language, await readWords(values.words, file)));
  }
  await compress(out);
  await writeFile(join(out, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
}

async function readWords(folder, file) {
  return folder ? JSON.parse(await readFile(join(folder, `${file}.json`), "utf8")) : {};
}

async function writeScripts(out, language, words) {
  const result = await esbuild.build({
    absWorkingDir: here,
    entryPoints: { [`page.${language}`]: "src/main.ts" },
    outdir: out,
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    target: browsers,
    jsx: "automatic",
    jsxImportSource: "preact",
    entryNames: "[name]-[hash]",
    chunkNames: "part-[hash]",
    legalComments: "none",
    metafile: true,
    plugins: [translation(words)],
  });
  const [path, { imports }] = Object.entries(result.metafile.outputs).find(
    ([, file]) => file.entryPoint === "src/main.ts",
  );
  // What the script and the charts that come later both need: the page asks for it at once.
  const [shared] = imports.filter(({ kind }) => kind === "import-statement");
  return { [`page.${language}.js`]: basename(path), [`shared.${language}.js`]: basename(shared.path) };
}

async function writeStyles(out) {
  const compiled = sass.compile(join(here, "src/styles/page.scss"), {
    loadPaths: [join(here, "node_modules")],
    quietDeps: true,
    silenceDeprecations: ["import"],
  });
  const [purged] = await new PurgeCSS().purge({
    content: [`${templates}/**/*.html`, join(here, "src/**/*.{ts,tsx}")],
    css: [{ raw: compiled.css }],
    safelist: madeInScript,
    variables: true,
  });
  const { code } = await esbuild.transform(purged.css, { loader: "css", minify: true, target: browsers });
  return writeHashed(out, "page.css", code);
}

async function writeIcon(out) {
  return writeHashed(out, "icon.svg", await readFile(join(here, "src/icon.svg"), "utf8"));
}

async function writeHashed(out, name, text) {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8).toUpperCase();
  const hashed = `${basename(name, extname(name))}-${hash}${extname(name)}`;
  await writeFile(join(out, hashed), text);
  return { [name]: hashed };
}

async function compress(out) {
  for (const name of await readdir(out)) {
    const bytes = await readFile(join(out, name));
    await writeFile(join(out, `${name}.br`), brotliCompressSync(bytes));
    await writeFile(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

await main();
