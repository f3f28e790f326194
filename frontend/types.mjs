// Writes src/api-types.ts from openapi.json, the server's own schema.
//
//   node types.mjs            write it
//   node types.mjs --check    fail if it is out of date

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { argv, exit } from "node:process";

const here = import.meta.dirname;
const target = join(here, "src/api-types.ts");

const { components } = JSON.parse(await readFile(join(here, "openapi.json"), "utf8"));
const text = typesOf(components.schemas);
if (!argv.includes("--check")) {
  await writeFile(target, text);
} else if ((await readFile(target, "utf8").catch(() => "")) !== text) {
  console.error("src/api-types.ts is not what openapi.json says. Run: npm run types");
  exit(1);
}

function typesOf(schemas) {
  const names = Object.keys(schemas).sort();
  const types = names.map(
    (name) => `${comment(schemas[name], "")}export ${declaration(name, schemas[name])}\n`,
  );
  return ["// Made from openapi.json by `npm run types`; not to be edited.\n", ...types].join("\n");
}

function declaration(name, schema) {
  return schema.properties
    ? `interface ${name} ${members(schema, "")}`
    : `type ${name} = ${typeOf(schema, "")};`;
}

function members(schema, indent) {
  const required = new Set(schema.required);
  const inner = `${indent}  `;
  const lines = Object.entries(schema.properties).map(
    ([key, value]) =>
      `${comment(value, inner)}${inner}${key}${required.has(key) ? "" : "?"}: ${typeOf(value, inner)};`,
  );
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function typeOf(schema, indent) {
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  if ("const" in schema) return JSON.stringify(schema.const);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return union(choices.map((choice) => typeOf(choice, indent)));
  if (Array.isArray(schema.type))
    return union(schema.type.map((type) => typeOf({ ...schema, type }, indent)));
  return simpleType(schema, indent);
}

function simpleType(schema, indent) {
  switch (schema.type) {
    case "string":
    case "boolean":
    case "null":
      return schema.type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return arrayType(schema, indent);
    case "object":
      if (schema.properties) return members(schema, indent);
      return `Record<string, ${schema.additionalProperties?.type ? typeOf(schema.additionalProperties, indent) : "unknown"}>`;
    default:
      return "unknown";
  }
}

function arrayType(schema, indent) {
  if (schema.prefixItems) return `[${schema.prefixItems.map((item) => typeOf(item, indent)).join(", ")}]`;
  const item = schema.items ? typeOf(schema.items, indent) : "unknown";
  return item.includes(" ") && !item.startsWith("{") ? `(${item})[]` : `${item}[]`;
}

function union(types) {
  return [...new Set(types)].join(" | ");
}

function comment(schema, indent) {
  const said = schema.description?.replaceAll(/\s*\n\s*/g, " ").trim();
  return said ? `${indent}/** ${said} */\n` : "";
}
