// Runs the unit tests: bundled into node_modules/.tests, then Node's own runner.

import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { execPath, exit } from "node:process";
import * as esbuild from "esbuild";

const here = import.meta.dirname;
const out = join(here, "node_modules/.tests");
const names = readdirSync(join(here, "tests")).filter((name) => /\.test\.tsx?$/.test(name));

rmSync(out, { recursive: true, force: true });
await esbuild.build({
  absWorkingDir: here,
  entryPoints: names.map((name) => `tests/${name}`),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  jsx: "automatic",
  jsxImportSource: "preact",
  sourcemap: "inline",
});
const files = names.map((name) => join(out, name.replace(/\.tsx?$/, ".mjs")));
exit(spawnSync(execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1);
