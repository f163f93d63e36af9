// The files of an exported model, embedded in the page: compressed by gzip, in base64.

export const files = {
  /** Returns the content of a file. */
  async bytes(name) {
    const element = document.querySelector(`script[data-file="${name}"]`);
    const text = atob(element.textContent);
    const compressed = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  },

  /** Returns the exports of a module. */
  async module(name) {
    const blob = new Blob([await this.bytes(name)], { type: "text/javascript" });
    const url = URL.createObjectURL(blob);
    try {
      return await import(url);
    } finally {
      URL.revokeObjectURL(url);
    }
  },
};
