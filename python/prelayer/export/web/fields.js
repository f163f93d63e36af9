// Fields of the page for the inputs of the model.

import { resized } from "./predict.js";
import { fromDate } from "./times.js";

const OTHER = "other";

/** The request to enter a value. */
export class MissingValue extends Error {}

/** Returns the element of a field, and the function that returns its value, which may be a promise,
 * or throws an Error for the user. */
export function makeField(input, number) {
  const id = `field-${number}`;
  const make = maker(input);
  const { control, parts = [control], value, hint } = make(input, id);
  control.id = id;
  const label = element("label", { htmlFor: id, textContent: input.name });
  const isBox = control.type === "checkbox";
  const field = element("div", { className: isBox ? "field inline" : "field" });
  field.append(...(isBox ? [...parts, label] : [label, ...parts]));
  if (hint) {
    field.append(element("p", { className: "hint", id: `${id}-hint`, textContent: hint }));
    control.setAttribute("aria-describedby", `${id}-hint`);
  }
  return { input, element: field, value };
}

/** Returns a new element with some properties. */
export function element(tag, properties = {}) {
  return Object.assign(document.createElement(tag), properties);
}

function maker({ kind, shape, choices, dates }) {
  if (kind === "image") return imageField;
  if (choices) return choiceField;
  const isSingle = shape.length === 0 || (shape.length === 1 && shape[0] === 1);
  if (!isSingle) return shape.length === 1 && kind !== "boolean" ? listField : nestedField;
  if (dates) return dateField;
  return { text: textField, boolean: booleanField, number: numberField, integer: numberField }[kind];
}

function textField() {
  const control = element("textarea", { rows: 3, placeholder: "Type or paste a text" });
  return { control, value: () => control.value };
}

function booleanField() {
  const control = element("input", { type: "checkbox" });
  return { control, value: () => control.checked };
}

function numberField(input) {
  const isWhole = input.kind === "integer";
  const control = element("input", {
    type: "number",
    step: isWhole ? "1" : "any",
    value: input.example ?? "",
    placeholder: isWhole ? "" : "missing (NaN)",
  });
  return { control, value: () => numberIn(input, control.value, control.validity.badInput) };
}

function dateField(input) {
  const control = element("input", { type: "datetime-local", step: "any", value: input.example ?? "" });
  const value = () => {
    if (control.validity.badInput) throw new Error(`Enter a date and a time for ${input.name}.`);
    // The text has no zone: "Z" is that of UTC. An empty field is an invalid Date, which is missing.
    return fromDate(input, new Date(`${control.value}Z`));
  };
  return { control, value, hint: "UTC; empty is missing" };
}

function choiceField(input) {
  const control = element("select");
  for (const choice of input.choices) {
    control.append(element("option", { value: `=${choice}`, textContent: choice }));
  }
  control.append(element("option", { value: OTHER, textContent: "another value" }));
  const other = element("input", { type: "text", hidden: true });
  other.setAttribute("aria-label", `another value of ${input.name}`);
  control.addEventListener("change", () => {
    other.hidden = control.value !== OTHER;
  });
  const value = () => {
    const text = control.value === OTHER ? other.value : control.value.slice(1);
    return input.kind === "integer" ? numberIn(input, text) : text;
  };
  return { control, parts: [control, other], value };
}

function listField(input) {
  const [size] = input.shape;
  const what = size === null ? "Values" : `${size} values`;
  const isText = input.kind === "text";
  const text = Array.isArray(input.example) ? input.example.join(", ") : "";
  const control = element("textarea", { rows: isText ? 4 : 2, value: text });
  const value = () => {
    if (control.value === "") throw new MissingValue(`Enter values for ${input.name}.`);
    if (isText) return control.value.split("\n");
    const parts = control.value.split(/[\s,;]+/).filter((part) => part !== "");
    return parts.map((part) => numberIn(input, part));
  };
  const separated = isText ? "one on each line" : "separated by spaces or commas";
  const hint = `${what}, ${separated}${input.dates ? `: ${input.description}` : ""}`;
  return { control, value, hint };
}

function nestedField(input) {
  const sizes = input.shape.map((size) => size ?? "any").join(" x ");
  const control = element("textarea", { rows: 4 });
  const value = () => {
    if (control.value === "") throw new MissingValue(`Enter values for ${input.name}.`);
    try {
      return JSON.parse(control.value);
    } catch {
      throw new Error(`Enter nested arrays for ${input.name}.`);
    }
  };
  return { control, value, hint: `Nested arrays of JSON, ${sizes}` };
}

function imageField(input) {
  const control = element("input", { type: "file", accept: "image/*" });
  const canvas = element("canvas", { hidden: true });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `the image as ${input.name} has it`);
  let pixels = decoded(input);
  pixels.catch(() => {});
  control.addEventListener("input", () => {
    const [file] = control.files;
    canvas.hidden = true;
    pixels = decoded(input, file);
    pixels.then((image) => draw(canvas, image)).catch(() => {});
  });
  const [rows, columns] = input.shape;
  const hint = rows && columns ? `Scaled by the browser to ${columns} x ${rows} pixels` : "";
  return { control, parts: [control, canvas], value: () => pixels, hint };
}

async function decoded(input, file) {
  if (!file) throw new MissingValue("Choose an image.");
  let image;
  try {
    image = await createImageBitmap(file);
  } catch {
    throw new Error(`“${file.name}” is not an image that this browser reads.`);
  }
  return resized(input, image);
}

function draw(canvas, image) {
  Object.assign(canvas, { width: image.width, height: image.height, hidden: false });
  canvas.getContext("2d").putImageData(image, 0, 0);
}

function numberIn(input, text, isBad = false) {
  const isWhole = input.kind === "integer";
  const isMissing = text.trim() === "" && !isBad;
  if (isMissing && !isWhole) return NaN;
  const isNumber = isWhole ? /^\s*[+-]?\d+\s*$/.test(text) : !Number.isNaN(Number(text));
  if (isMissing) throw new MissingValue(`Enter a whole number for ${input.name}.`);
  if (isBad || (!isNumber && text.toLowerCase() !== "nan")) {
    throw new Error(`Enter a ${isWhole ? "whole number" : "number"} for ${input.name}.`);
  }
  return isWhole ? BigInt(text.trim().replace("+", "")) : Number(text);
}
