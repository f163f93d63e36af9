// The page: fields, prediction and conformance.

import { runConformance } from "./conformance.js";
import { makeField, MissingValue } from "./fields.js";
import { load } from "./predict.js";
import { showOutputs } from "./results.js";

const WAIT = 150; // milliseconds after the last change

const at = (id) => document.getElementById(id);

async function start() {
  const predict = await load();
  const fields = predict.inputs.map(makeField);
  at("fields").append(...fields.map((field) => field.element));
  at("status").textContent = "";
  for (const id of ["inputs", "prediction", "conformance"]) at(id).hidden = false;

  let timer = 0;
  let latest = 0;
  const update = async () => {
    latest += 1;
    const current = latest;
    try {
      const values = await Promise.all(fields.map((field) => field.value()));
      const pairs = fields.map((field, place) => [field.input.name, values[place]]);
      const began = performance.now();
      const outputs = await predict(Object.fromEntries(pairs));
      const duration = performance.now() - began;
      if (current !== latest) return;
      showOutputs(at("outputs"), predict, outputs);
      at("duration").textContent = `Computed in ${duration.toFixed(1)} ms`;
      showError("");
    } catch (error) {
      if (current === latest) showError(error.message, error instanceof MissingValue);
    }
  };
  at("inputs").addEventListener("submit", (event) => event.preventDefault());
  at("inputs").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(update, WAIT);
  });
  at("run-conformance").addEventListener("click", () => showConformance(predict));
  await update();
  if (location.hash === "#conformance") await showConformance(predict);
}

function showError(message, isRequest = false) {
  const place = at("message");
  place.textContent = message.replace(/^predict: /, "");
  place.className = isRequest ? "hint" : "error";
  place.hidden = message === "";
  if (message) {
    at("outputs").replaceChildren();
    at("duration").textContent = "";
  }
}

async function showConformance(predict) {
  const button = at("run-conformance");
  const progress = at("conformance-progress");
  const place = at("conformance-result");
  button.disabled = true;
  progress.hidden = false;
  place.textContent = "";
  try {
    const { examples, agreeing, largest, tolerance } = await runConformance(predict, (done, all) => {
      Object.assign(progress, { value: done, max: all });
    });
    const isGood = agreeing === examples;
    place.className = isGood ? "good" : "bad";
    place.textContent =
      `${agreeing} of ${examples} agree. The largest difference is ` +
      `${largest === 0 ? "0" : largest.toPrecision(2)} (allowed: ${tolerance.toExponential()}).`;
    Object.assign(place.dataset, { examples, agreeing, largest });
  } catch (error) {
    place.className = "bad";
    place.textContent = error.message;
  }
  progress.hidden = true;
  button.disabled = false;
}

start().catch((error) => {
  at("status").className = "error";
  at("status").textContent = `The model cannot be loaded: ${error.message}`;
});
