// Runs an exported model: `const predict = await load(); await predict({name: value})`.
// The types are in predict.d.ts.

import { files } from "./files.js";
import { rowOf, toTensor } from "./tensors.js";
import { shown } from "./values.js";

export { resized } from "./images.js";

const RUNTIME = "runtime/ort.wasm.bundle.min.mjs";
const WASM = "runtime/ort-wasm-simd-threaded.wasm";

/** Loads the model and its runtime; returns the function that predicts. */
export async function load() {
  const ort = await files.module(RUNTIME);
  // One thread: more of them need headers that few servers send.
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = await files.bytes(WASM);
  const model = await readJson("model.json");
  const options = { executionProviders: ["wasm"], logSeverityLevel: 3 };
  const session = await ort.InferenceSession.create(await files.bytes("model.onnx"), options);

  async function batch(examples) {
    if (!Array.isArray(examples) || examples.length === 0) {
      throw new TypeError(`predict: the batch must be an array of examples, not ${shown(examples)}.`);
    }
    for (const example of examples) checkNames(example, model.inputs);
    const feeds = {};
    for (const input of model.inputs) {
      const values = examples.map((example) => example[input.name]);
      feeds[input.name] = toTensor(ort.Tensor, input, values);
    }
    const results = await session.run(feeds);
    return examples.map((_, row) =>
      Object.fromEntries(model.outputs.map(({ name }) => [name, rowOf(results[name], row)])),
    );
  }

  const predict = async (example) => (await batch([example]))[0];
  return Object.assign(predict, { batch, inputs: model.inputs, outputs: model.outputs });
}

/** Returns the content of a JSON file of the exported model. */
export async function readJson(name) {
  return JSON.parse(new TextDecoder().decode(await files.bytes(name)));
}

function checkNames(example, inputs) {
  const names = inputs.map((input) => input.name);
  const list = names.map((name) => `"${name}"`).join(", ");
  if (example === null || typeof example !== "object" || Array.isArray(example)) {
    throw new TypeError(
      `predict: the inputs must be an object with ${list}, not ${shown(example)}.`,
    );
  }
  for (const name of Object.keys(example)) {
    if (!names.includes(name)) {
      throw new TypeError(`predict: the model has no input "${name}". Its inputs are ${list}.`);
    }
  }
  for (const name of names) {
    if (example[name] === undefined) {
      throw new TypeError(`predict: the input "${name}" is missing.`);
    }
  }
}
