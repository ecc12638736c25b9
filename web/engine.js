// The engine's door (src/platform/web/engine) as JavaScript: a request, an answer, and bytes that are fed. Used by the
// worker, the tests and the benchmark.

/** One sentence for a person, in the language of the request. */
export class EngineError extends Error {}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Engine {
  /**
   * @param {object} module what KlarsichtEngine() resolves to
   */
  constructor(module) {
    this.module = module;
  }

  /**
   * Asks. What there is to ask stands in src/platform/web/engine/request.h.
   * @param {{request: string, lang: string}} request
   * @returns {{bytes: Uint8Array, pieces: Uint8Array[]}} with what the engine says besides; `pieces` are those of a
   * file that it made
   */
  request(request) {
    const m = this.module;
    const text = encoder.encode(JSON.stringify(request));
    const at = m._malloc(text.length + 1);
    m.HEAPU8.set(text, at);
    const pieces = [];
    m.onPiece = (piece) => pieces.push(piece);
    try {
      m._klarsicht_request(at, text.length);
    } finally {
      m.onPiece = null;
      m._free(at);
    }
    const said = JSON.parse(decoder.decode(this.take('said')));
    const bytes = this.take('bytes');
    m._klarsicht_release();
    if (said.error !== undefined) throw new EngineError(said.error);
    return { ...said, bytes, pieces };
  }

  /** A part of the answer, as a copy of its own. */
  take(part) {
    const m = this.module;
    const at = m[`_klarsicht_${part}`]();
    return m.HEAPU8.slice(at, at + m[`_klarsicht_${part}_size`]());
  }

  /** The next bytes of the input that was opened. @param {Uint8Array} slice */
  feed(lang, slice) {
    const at = this.module._klarsicht_slice(slice.length);
    this.module.HEAPU8.set(slice, at);
    if (!this.module._klarsicht_feed(slice.length)) this.finish(lang); // says why
  }

  /** All bytes were fed. */
  finish(lang) {
    this.module._klarsicht_slice(0);
    this.request({ request: 'finish', lang });
  }

  /** Whether a file that begins so is to be read with `read`. @param {Uint8Array} start at most 64 KiB */
  byOffset(start) {
    const at = this.module._klarsicht_slice(Math.max(1, start.length));
    this.module.HEAPU8.set(start, at);
    return this.module._klarsicht_by_offset(start.length) === 1;
  }

  /**
   * Reads a whole file, in place of `feed`.
   * @param {(offset: number, length: number) => Uint8Array} readAt what it throws is thrown here
   */
  read(lang, size, readAt) {
    let failure = null;
    this.module.readAt = (offset, length) => {
      try {
        return readAt(offset, length);
      } catch (error) {
        failure = error;
        return null;
      }
    };
    try {
      this.module._klarsicht_read(size);
    } finally {
      this.module.readAt = null;
    }
    if (failure) throw failure;
    this.finish(lang); // says why, if it cannot be read
  }

  rowsRead() {
    return this.module._klarsicht_rows_read();
  }
}
