// Builds what the pages load: scripts for each language, style sheets, the icon; each named by its content.
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
// Each page's script, built on its own: a page that is added makes no other page larger.
const scripts = {
  page: "src/main.ts",
  save: "src/save/main.tsx",
  project: "src/project/main.ts",
  saved: "src/saved/main.tsx",
  room: "src/room/room.tsx",
  "room-worker": "src/room/worker.ts",
  board: "src/room/board/board.tsx",
  "open-room": "src/room/board/open-room.tsx",
};
// What no reader reads, once for all languages: models that were learned, for pages that need more than resampling.
const wordless = { learned: "src/kernel/learned/models.ts" };
// page.css is every page's; what only some pages need comes on top of it.
const styles = ["page", "projects", "accounts", "board", "paper", "room"];

// Class names that no source spells out whole.
const madeInScript = [/^verdict-/, /^data-bs-theme/];

async function main() {
  const { values } = parseArgs({ options: { out: { type: "string" }, words: { type: "string" } } });
  const out = values.out ?? join(here, "../src/flow_forecaster/web/static/built");
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const manifest = await writeIcon(out);
  for (const name of styles) Object.assign(manifest, await writeStyles(out, name));
  for (const [name, source] of Object.entries(wordless)) {
    Object.assign(manifest, await writeScript(out, name, source, {}));
  }
  for (const [language, file] of Object.entries(languages)) {
    const words = await readWords(values.words, file);
    for (const [name, source] of Object.entries(scripts)) {
      Object.assign(manifest, await writeScript(out, `${name}.${language}`, source, words));
    }
  }
  await compress(out);
  await writeFile(join(out, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
}

async function readWords(folder, file) {
  return folder ? JSON.parse(await readFile(join(folder, `${file}.json`), "utf8")) : {};
}

async function writeScript(out, name, source, words) {
  const result = await esbuild.build({
    absWorkingDir: here,
    entryPoints: { [name]: source },
    outdir: out,
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    target: browsers,
    jsx: "automatic",
    jsxImportSource: "preact",
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    legalComments: "none",
    metafile: true,
    plugins: [translation(words)],
  });
  const [path, { imports }] = Object.entries(result.metafile.outputs).find(
    ([, file]) => file.entryPoint === source,
  );
  // What the script and the parts that come later both need: the page asks for it at once.
  const [shared] = imports.filter(({ kind }) => kind === "import-statement");
  const names = { [`${name}.js`]: basename(path) };
  return shared ? { ...names, [`shared-${name}.js`]: basename(shared.path) } : names;
}

async function writeStyles(out, name) {
  const compiled = sass.compile(join(here, `src/styles/${name}.scss`), {
    loadPaths: [join(here, "node_modules")],
    quietDeps: true,
    silenceDeprecations: ["import"],
  });
  const [purged] = await new PurgeCSS().purge({
    content: [`${templates}/**/*.html`, join(here, "src/**/*.{ts,tsx}")],
    css: [{ raw: compiled.css }],
    safelist: madeInScript,
    // What another sheet sets or reads is not seen here; page.css uses all of its own.
    variables: name === "page" || name === "room",
  });
  const { code } = await esbuild.transform(purged.css, { loader: "css", minify: true, target: browsers });
  return writeHashed(out, `${name}.css`, code);
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
