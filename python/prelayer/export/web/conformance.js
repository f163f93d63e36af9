// Compares outputs in this browser with those of the model when it was exported.

import { readJson } from "./predict.js";

const MOST_BUSY = 50; // milliseconds after which the page is drawn

/** Runs the conformance inputs; returns how many there are, how many agree, and the largest
 * difference of numbers, relative to max(1, |number|), in images to the largest number. */
export async function runConformance(predict, onProgress = () => {}) {
  const { tolerance, examples } = await readJson("conformance.json");
  let agreeing = 0;
  let largest = 0;
  let drawn = performance.now();
  for (const [place, example] of examples.entries()) {
    const inputs = {};
    for (const input of predict.inputs) {
      inputs[input.name] = fromJson(example.inputs[input.name], input.dtype);
    }
    const outputs = await predict(inputs);
    let difference = 0;
    for (const { name, dtype } of predict.outputs) {
      const wanted = fromJson(example.outputs[name], dtype);
      const found = distance(wanted, outputs[name]);
      // Whole numbers, booleans and texts must be equal.
      difference = Math.max(difference, dtype.startsWith("float") || found === 0 ? found : Infinity);
    }
    agreeing += Number(difference <= tolerance);
    largest = Math.max(largest, difference);
    onProgress(place + 1, examples.length);
    if (performance.now() - drawn > MOST_BUSY) {
      await new Promise((resolve) => setTimeout(resolve));
      drawn = performance.now();
    }
  }
  return { examples: examples.length, agreeing, largest, tolerance };
}

/** Returns values of JSON in which some numbers are texts, because JSON has none of them. */
export function fromJson(value, dtype) {
  if (Array.isArray(value)) return value.map((part) => fromJson(part, dtype));
  if (typeof value !== "string" || dtype === "string") return value;
  return dtype.startsWith("float") ? Number(value) : BigInt(value);
}

function distance(wanted, found, least = 1) {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(found) || found.length !== wanted.length) return Infinity;
    // Pixels are sums of pixels, in which the largest ones decide how sums are rounded.
    const scale = Array.isArray(wanted[0]) ? Math.max(least, largestOf(wanted)) : least;
    return wanted.reduce((most, part, at) => Math.max(most, distance(part, found[at], scale)), 0);
  }
  if (Object.is(wanted, found) || wanted === found) return 0;
  if (typeof wanted !== "number" || typeof found !== "number") return Infinity;
  const difference = Math.abs(wanted - found) / Math.max(least, Math.abs(wanted));
  return Number.isNaN(difference) ? Infinity : difference;
}

function largestOf(values) {
  if (Array.isArray(values)) {
    return values.reduce((most, part) => Math.max(most, largestOf(part)), 0);
  }
  return Number.isFinite(values) ? Math.abs(values) : 0;
}
