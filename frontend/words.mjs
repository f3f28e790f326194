// Puts a language's words into the sources while they are bundled: t("Start over") becomes t("Começar de novo").
// So a script carries the words it says, in its own language, and nothing has to be looked up or loaded.

import { readFile } from "node:fs/promises";
import { extname } from "node:path";

const literal = /"(?:[^"\\\n]|\\.)*"/.source;
const singular = new RegExp(`\\bt\\(\\s*(${literal})`, "g");
const plural = new RegExp(`\\btn\\(\\s*(${literal}),\\s*(${literal})`, "g");

/** An esbuild plugin that says every message in the language of `words`. */
export function translation(words) {
  return {
    name: "translation",
    setup(build) {
      build.onLoad({ filter: /\/src\/.*\.tsx?$/ }, async ({ path }) => ({
        contents: translate(await readFile(path, "utf8"), words),
        loader: extname(path) === ".tsx" ? "tsx" : "ts",
      }));
    },
  };
}

/** The source with its messages in another language; what has no translation stays. */
export function translate(source, words) {
  return source
    .replace(singular, (call, text) => call.replace(text, () => quoted(words, text, 0)))
    .replace(plural, (call, one, many) => {
      const start = call.slice(0, call.indexOf(one));
      return `${start}${quoted(words, one, 0)}, ${quoted(words, one, 1, many)}`;
    });
}

function quoted(words, text, form, otherwise = text) {
  const found = words[JSON.parse(text)];
  const said = Array.isArray(found) ? found[form] : form === 0 ? found : undefined;
  return said ? JSON.stringify(said) : otherwise;
}
