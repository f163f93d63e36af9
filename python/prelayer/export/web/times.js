// Dates and times as the numbers that an input takes: since 1970 in UTC.

// Milliseconds, which Date has, as multiples and as parts of other units.
const PER_MILLISECOND = { ns: 1_000_000n, us: 1_000n, ms: 1n };
const MILLISECONDS = { s: 1_000n, D: 86_400_000n };

/** The number that is read as a missing date. */
export const MISSING_DATE = -(2n ** 63n);

/** Returns a Date as an input of dates takes it: text in ISO 8601, or a BigInt, rounded down. */
export function fromDate(input, date) {
  if (Number.isNaN(date.getTime())) return input.dates === "text" ? "" : MISSING_DATE;
  if (input.dates === "text") return date.toISOString();
  const time = BigInt(date.getTime());
  if (input.dates in PER_MILLISECOND) return time * PER_MILLISECOND[input.dates];
  const size = MILLISECONDS[input.dates];
  const rest = ((time % size) + size) % size;
  return (time - rest) / size;
}
