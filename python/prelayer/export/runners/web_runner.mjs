// Runs an exported web page in Node.js: `node web_runner.mjs FOLDER REQUESTS RESULTS`.
//
// The file of requests has a list of batches, which are lists of inputs by name, in JSON; that of
// results a list of as many lists of outputs by name, or texts of errors. Numbers that JSON cannot
// hold are texts.

import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [folder, asked, answered] = process.argv.slice(2);
const { load } = await import(pathToFileURL(`${folder}/predict.js`).href);
const { fromJson } = await import(pathToFileURL(`${folder}/conformance.js`).href);
const predict = await load();

function toJson(_, value) {
  const isText = typeof value === "bigint" || (typeof value === "number" && !Number.isFinite(value));
  return isText ? String(value) : value;
}

async function result(examples) {
  const inputs = examples.map((example) =>
    Object.fromEntries(
      predict.inputs.map(({ name, dtype }) => [name, fromJson(example[name], dtype)]),
    ),
  );
  try {
    return await predict.batch(inputs);
  } catch (error) {
    return String(error);
  }
}

const results = [];
for (const examples of JSON.parse(await readFile(asked, "utf8"))) {
  results.push(await result(examples));
}
await writeFile(answered, JSON.stringify(results, toJson));
