// Tensors of ONNX Runtime from plain values, and plain values from tensors.

import { isImage, pixelsOf } from "./images.js";
import { converter, invalidInput } from "./values.js";

const ARRAYS = {
  bool: Uint8Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float32: Float32Array,
  float64: Float64Array,
};
const PADDING = -1; // after the bytes of a text

/** Returns the tensor of an input, of one value for each example. */
export function toTensor(Tensor, input, values) {
  const rows = values.map((value) => flat(input, value));
  const sizes = rows[0].sizes;
  for (const [place, row] of rows.entries()) {
    if (row.sizes.some((size, axis) => size !== sizes[axis])) {
      const rule = `of the same shape in all examples, [${sizes.join(", ")}] as in the first`;
      throw new TypeError(
        `predict: the input "${input.name}" must be ${rule}, not [${row.sizes.join(", ")}] ` +
          `(example ${place}).`,
      );
    }
  }
  const dims = [rows.length, ...sizes];
  if (input.dtype === "string") return textTensor(Tensor, rows.flatMap((row) => row.data), dims);
  const count = rows[0].data.length;
  const data = new ARRAYS[input.dtype](rows.length * count);
  for (const [place, row] of rows.entries()) data.set(row.data, place * count);
  return new Tensor(input.dtype, data, dims);
}

/** Returns one example of an output as nested arrays; a number, string or boolean alone. */
export function rowOf(tensor, row) {
  const [, ...sizes] = tensor.dims;
  const count = sizes.reduce((product, size) => product * size, 1);
  const part = Array.from(tensor.data.slice(row * count, (row + 1) * count), plain(tensor.type));
  return nested(part, sizes);
}

function plain(type) {
  if (type === "bool") return Boolean;
  return (value) => (typeof value === "bigint" && isSafe(value) ? Number(value) : value);
}

function isSafe(value) {
  return Number.isSafeInteger(Number(value));
}

function nested(values, sizes) {
  if (sizes.length === 0) return values[0];
  if (sizes.length === 1) return values;
  const [first, ...rest] = sizes;
  const step = values.length / first;
  return Array.from({ length: first }, (_, at) =>
    nested(values.slice(at * step, (at + 1) * step), rest),
  );
}

/** Returns the converted values of one example as a flat array, and their shape. */
function flat(input, value) {
  const { shape } = input;
  if (isImage(value)) return pixelsOf(input, value);
  const isAlone = shape.length === 1 && shape[0] === 1 && !isArray(value);
  const whole = isAlone ? [value] : value;
  const sizes = [];
  for (let part = whole; sizes.length < shape.length && isArray(part); part = part[0]) {
    sizes.push(part.length);
  }
  const data = [];
  const convert = converter(input);
  const collect = (part, axis) => {
    if (axis === shape.length) {
      data.push(convert(part));
      return;
    }
    const isFitting = shape[axis] === null || shape[axis] === part?.length;
    if (!isArray(part) || part.length !== sizes[axis] || !isFitting) {
      throw invalidInput(input, `an array of the shape ${shapeText(shape)}`, value);
    }
    for (const inner of part) collect(inner, axis + 1);
  };
  collect(whole, 0);
  return { data, sizes };
}

function isArray(value) {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function shapeText(shape) {
  return `[${shape.map((size) => size ?? "any").join(", ")}]`;
}

function textTensor(Tensor, texts, dims) {
  const width = texts.reduce((most, text) => Math.max(most, text.length), 1);
  const data = new Int32Array(texts.length * width).fill(PADDING);
  for (const [place, text] of texts.entries()) data.set(text, place * width);
  return new Tensor("int32", data, [...dims, width]);
}
