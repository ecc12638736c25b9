// The engine's C functions (src/platform/web/engine/abi.cpp) as JavaScript. Used by the worker, the tests and the benchmark.

/** One sentence for a person, in the language asked for. */
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

  /** Calls `klarsicht_<name>`; texts among the arguments go as pointer and length. Returns what the function returns. */
  call(name, ...values) {
    const m = this.module;
    const held = [];
    const plain = values.flatMap((value) => {
      if (typeof value !== 'string') return [value];
      const bytes = encoder.encode(value);
      const at = m._malloc(bytes.length + 1);
      m.HEAPU8.set(bytes, at);
      held.push(at);
      return [at, bytes.length];
    });
    try {
      return m[`_klarsicht_${name}`](...plain);
    } finally {
      for (const at of held) m._free(at);
    }
  }

  /** The bytes the last function made, as a copy of their own. */
  take() {
    const m = this.module;
    const at = m._klarsicht_result();
    const bytes = m.HEAPU8.slice(at, at + m._klarsicht_result_size());
    m._klarsicht_release();
    return bytes;
  }

  /** As `call`, for functions that can fail: throws their sentence. */
  run(lang, name, ...values) {
    if (this.call(name, ...values)) return;
    this.call('error', lang);
    throw new EngineError(decoder.decode(this.take()));
  }

  make(lang, name, ...values) {
    this.run(lang, name, ...values);
    return this.take();
  }

  open(lang, options) { this.run(lang, 'open', JSON.stringify(options)); }

  /** @param {Uint8Array} slice */
  feed(lang, slice) {
    const at = this.call('slice', slice.length);
    this.module.HEAPU8.set(slice, at);
    this.run(lang, 'feed', slice.length);
  }

  finish(lang) { this.run(lang, 'finish'); }

  /** Whether a file that begins so is to be read with `read`. @param {Uint8Array} start at most 64 KiB */
  byOffset(start) {
    this.module.HEAPU8.set(start, this.call('slice', start.length));
    return this.call('by_offset', start.length) === 1;
  }

  /**
   * Reads a whole file, in place of `feed` and `finish`.
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
      this.run(lang, 'read', size);
    } catch (error) {
      throw failure ?? error;
    } finally {
      this.module.readAt = null;
    }
  }

  rowsRead() { return this.call('rows_read'); }

  /** @param {object|null} plan the person's plan, as far as there is one */
  audit(lang, plan, options) { this.run(lang, 'audit', plan ? JSON.stringify(plan) : '', JSON.stringify(options ?? {})); }

  /** @param {''|'json'|'html'|'csv'|'md'} format '' is JSON on one line */
  render(lang, format) { return this.make(lang, 'render', format, lang); }
  preview(lang, first, count) { return this.make(lang, 'preview', first, count); }
  dots(lang, group, decision) { return this.make(lang, 'dots', group, decision, lang); }

  /**
   * @param {object[]} remedies as a plan's
   * @returns {{file: Blob, effects: string[]}} the new CSV file, and what changed in sentences
   */
  remedy(lang, remedies) {
    const pieces = [];
    this.module.onPiece = (piece) => pieces.push(piece);
    try {
      const effects = JSON.parse(decoder.decode(this.make(lang, 'remedy', JSON.stringify(remedies), lang)));
      return { file: new Blob(pieces, { type: 'text/csv;charset=utf-8' }), effects };
    } finally {
      this.module.onPiece = null;
    }
  }

  scenario(lang, options) { return this.make(lang, 'scenario', JSON.stringify(options)); }

  /** A text of assets/i18n, filled in. */
  text(lang, key, args) { return decoder.decode(this.make(lang, 'text', JSON.stringify({ key, args }), lang)); }

  /** Every text the page's own HTML needs, by key. */
  texts(lang) { return Object.assign({}, ...JSON.parse(decoder.decode(this.make(lang, 'texts', lang)))); }
}
