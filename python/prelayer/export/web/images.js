// Pixels of images for the inputs of a model.

// Weights of red, green and blue in gray, as in ITU-R BT.601.
const GRAY = [0.299, 0.587, 0.114];
const SOURCES = ["HTMLImageElement", "HTMLCanvasElement", "ImageBitmap", "OffscreenCanvas"];

/** Returns whether a value is an image of the browser. */
export function isImage(value) {
  return isA("ImageData", value) || SOURCES.some((name) => isA(name, value));
}

/** Returns the pixels of an image for an input, as a flat array, and their shape. */
export function pixelsOf(input, image) {
  if (input.kind !== "image") {
    throw new TypeError(`predict: the input "${input.name}" does not take images.`);
  }
  const { data, width, height } = isA("ImageData", image) ? image : drawn(image);
  const [rows, columns, channels] = input.shape;
  if ((rows ?? height) !== height || (columns ?? width) !== width) {
    throw new TypeError(
      `predict: the input "${input.name}" must be an image of ${columns ?? "any"} x ` +
        `${rows ?? "any"} pixels, not ${width} x ${height}. resized() changes its size.`,
    );
  }
  const values = withChannels(data, channels, !input.dtype.startsWith("float"));
  return {
    data: input.dtype.endsWith("64") && input.dtype !== "float64" ? values.map(BigInt) : values,
    sizes: [height, width, channels],
  };
}

/** Returns an image as ImageData, in the size that an input has. */
export function resized(input, image) {
  const [rows, columns] = input.shape;
  return drawn(image, columns ?? undefined, rows ?? undefined);
}

function isA(name, value) {
  return name in globalThis && value instanceof globalThis[name];
}

/** Returns the pixels of an image after drawing it, in a given size or its own. */
function drawn(image, columns, rows) {
  const width = columns ?? image.naturalWidth ?? image.width;
  const height = rows ?? image.naturalHeight ?? image.height;
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

function withChannels(rgba, channels, isWhole) {
  const pixels = rgba.length / 4;
  const values = new Array(pixels * channels);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    if (channels === 1) {
      const gray = GRAY.reduce((sum, weight, part) => sum + weight * rgba[4 * pixel + part], 0);
      values[pixel] = isWhole ? Math.round(gray) : gray;
    } else {
      for (let part = 0; part < channels; part += 1) {
        values[pixel * channels + part] = rgba[4 * pixel + part];
      }
    }
  }
  return values;
}
