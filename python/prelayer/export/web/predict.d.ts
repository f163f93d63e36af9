/** A number, string, boolean or BigInt; in nested arrays where an input has more than one. */
export type Value = number | bigint | string | boolean | ArrayLike<number> | readonly Value[];

/** What an input takes: texts as strings, whole numbers as numbers or BigInt, dates also as Date. */
export type InputValue =
  | Value
  | Date
  | readonly Date[]
  | ImageData
  | HTMLImageElement
  | HTMLCanvasElement
  | ImageBitmap
  | OffscreenCanvas;

/** An input of the model. */
export interface Input {
  name: string;
  /** "string", "bool", "float32", "int64" and so on. */
  dtype: string;
  /** The shape of one example; null is any size. */
  shape: (number | null)[];
  kind: "text" | "image" | "number" | "integer" | "boolean";
  /** The unit of an input of dates, whose numbers are counted since 1970-01-01 UTC; "text" where they
   * are texts in ISO 8601. */
  dates?: "D" | "s" | "ms" | "us" | "ns" | "text";
  /** What the values are, for an input of dates. */
  description?: string;
  /** The known values, where a lookup takes the input. */
  choices?: (string | number)[];
  /** A value to begin with. */
  example?: number | string | number[];
}

/** An output of the model. */
export interface Output {
  name: string;
  dtype: string;
  shape: (number | null)[];
  /** The names of the classes to which the numbers belong. */
  classNames?: string[];
}

export type Inputs = Record<string, InputValue>;

/** The outputs by name: nested arrays without the axis of examples; a single value alone. Whole
 * numbers beyond 2^53 are BigInt. */
export type Outputs = Record<string, Value>;

export interface Predict {
  /** Returns the outputs of one example. Lone surrogates in texts become U+FFFD.
   * @throws TypeError if a name is wrong or missing, or a value does not fit. */
  (inputs: Inputs): Promise<Outputs>;
  /** Returns the outputs of several examples, which the model computes together. */
  batch(examples: readonly Inputs[]): Promise<Outputs[]>;
  readonly inputs: readonly Input[];
  readonly outputs: readonly Output[];
}

/** Loads the model and its runtime from the folder of this module. */
export function load(): Promise<Predict>;

/** Returns an image in the size that an input has, drawn by the browser. */
export function resized(input: Input, image: Exclude<InputValue, Value | Date | readonly Date[] | ImageData>): ImageData;
