// The outputs of the model on the page.

import { element } from "./fields.js";

const MOST_BARS = 12;
const MOST_NUMBERS = 1000;

/** Shows the outputs by name in an element. */
export function showOutputs(place, model, outputs) {
  // Names of classes come first: they are the answer.
  const sorted = [...model.outputs].sort((a, b) => isText(b) - isText(a));
  place.replaceChildren(...sorted.map((output) => shownOutput(output, outputs[output.name])));
}

function isText(output) {
  return output.dtype === "string";
}

function shownOutput(output, value) {
  const part = element("div", { className: "output" });
  part.append(element("h3", { textContent: output.name }), content(output, value));
  return part;
}

function content(output, value) {
  const isVector = Array.isArray(value) && !Array.isArray(value[0]);
  if (output.classNames && isVector) return classes(output.classNames, value);
  if (!Array.isArray(value) || (isVector && value.length === 1)) {
    return element("p", { className: "answer", textContent: format([value].flat()[0]) });
  }
  const text = isVector ? list(value) : JSON.stringify(value, (_, part) => formatted(part), 1);
  const shown = element("pre", { className: "numbers", textContent: text, tabIndex: 0 });
  shown.setAttribute("aria-label", output.name);
  return shown;
}

/** Returns a bar for each class, the most probable ones first. */
function classes(names, values) {
  const [first] = values;
  const numbers = values.length === 1 ? [1 - first, first] : values;
  const areProbabilities = numbers.every((number) => number >= 0 && number <= 1);
  const pairs = names.map((name, place) => ({ name, number: numbers[place] }));
  pairs.sort((a, b) => b.number - a.number);
  const bars = element("ul", { className: "bars" });
  bars.setAttribute("role", "list");
  for (const { name, number } of pairs.slice(0, MOST_BARS)) {
    const text = areProbabilities ? `${(100 * number).toFixed(1)} %` : format(number);
    const row = element("li");
    row.append(
      element("span", { className: "name", textContent: name }),
      element("span", { className: "number", textContent: text }),
    );
    if (areProbabilities) row.append(bar(number));
    bars.append(row);
  }
  if (pairs.length > MOST_BARS) {
    const rest = `and ${pairs.length - MOST_BARS} classes more`;
    bars.append(element("li", { className: "hint", textContent: rest }));
  }
  return bars;
}

function bar(number) {
  const track = element("div", { className: "track" });
  const filled = element("div", { className: "bar" });
  filled.style.width = `${100 * number}%`;
  track.append(filled);
  return track;
}

function list(values) {
  const shown = values.slice(0, MOST_NUMBERS).map(format).join("  ");
  const more = values.length - MOST_NUMBERS;
  return more > 0 ? `${shown}  and ${more} more` : shown || "(none)";
}

function formatted(value) {
  return typeof value === "number" || typeof value === "bigint" ? format(value) : value;
}

function format(value) {
  if (typeof value !== "number" || Number.isInteger(value)) return String(value);
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);
}
