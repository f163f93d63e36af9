// Checks of the values of inputs.

import { fromDate } from "./times.js";

const BITS = { int8: 8, uint8: 8, int16: 16, uint16: 16, int32: 32, uint32: 32, int64: 64, uint64: 64 };
const LONGEST = 60;

/** Returns the error about a value of an input. */
export function invalidInput(input, rule, value) {
  return new TypeError(`predict: the input "${input.name}" must be ${rule}, not ${shown(value)}.`);
}

/** Returns a value as it is shown in a message. */
export function shown(value) {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "string" || Array.isArray(value)) return cut(json(value));
  if (value !== null && typeof value === "object") {
    return `an object of the class ${value.constructor?.name ?? "Object"}`;
  }
  return cut(String(value));
}

/** Returns the function that checks one value of an input and converts it for its array. */
export function converter(input) {
  const convert = plainConverter(input);
  if (!input.dates) return convert;
  return (value) => convert(value instanceof Date ? fromDate(input, value) : value);
}

function plainConverter(input) {
  const { dtype } = input;
  if (dtype === "string") {
    const encoder = new TextEncoder();
    return (value) => encoder.encode(typed(input, value, "string", "a string"));
  }
  if (dtype === "bool") return (value) => Number(typed(input, value, "boolean", "true or false"));
  if (dtype in BITS) return whole(input, BITS[dtype], dtype.startsWith("u"));
  return (value) => {
    if (typeof value === "bigint") return Number(value);
    return typed(input, value, "number", "a number");
  };
}

function typed(input, value, type, rule) {
  if (typeof value !== type) throw invalidInput(input, rule, value);
  return value;
}

/** Returns the converter of whole numbers: numbers of at most 32 bits, else BigInt. */
function whole(input, bits, isUnsigned) {
  const size = 2n ** BigInt(bits);
  const [least, most] = isUnsigned ? [0n, size - 1n] : [-size / 2n, size / 2n - 1n];
  const rule = `a whole number from ${least} to ${most}`;
  const remedy = `${rule}, above 2^53 as a BigInt`;
  return (value) => {
    const isWhole = typeof value === "bigint" || Number.isInteger(value);
    if (!isWhole || value < least || value > most) throw invalidInput(input, rule, value);
    if (typeof value === "number" && !Number.isSafeInteger(value)) {
      throw invalidInput(input, remedy, value);
    }
    return bits === 64 ? BigInt(value) : Number(value);
  };
}

function json(value) {
  const text = JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}` : part));
  return text ?? String(value);
}

function cut(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}
