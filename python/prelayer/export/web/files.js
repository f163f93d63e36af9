// The files of an exported model, in the folder of this module.

const folder = new URL(".", import.meta.url);

export const files = {
  /** Returns the content of a file. */
  async bytes(name) {
    const url = new URL(name, folder);
    if (url.protocol === "file:" && typeof process === "object") {
      const { readFile } = await import("node:fs/promises");
      return new Uint8Array(await readFile(url));
    }
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url} cannot be read: ${answer.status} ${answer.statusText}`);
    return new Uint8Array(await answer.arrayBuffer());
  },

  /** Returns the exports of a module. */
  module: (name) => import(new URL(name, folder).href),
};
