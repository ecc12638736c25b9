// The page's side of the app (ImGui in WebAssembly): messages as JSON in UTF-8. Without an app (no WebGL 2) every call
// does nothing.

import { pause } from './dom.js';

const encoder = new TextEncoder();

/** What is about a report, or about one that is being made. */
const ofAReport = [
  ...['progress', 'report', 'error', 'rendered', 'remedied', 'detail', 'dots', 'what_if', 'sharing', 'share_key'],
  ...['rows', 'rows_query', 'rows_saved'],
];
/** What need not be said any more once this is said; any other message only overtakes the one before it of its kind. */
const overtaken = { report: ofAReport, idle: ofAReport, progress: ['error', 'idle'], error: ['progress'] };

/** Hands bytes over, one part behind the other. */
function pass(module, name, parts) {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const at = module._malloc(length);
  let end = at;
  for (const part of parts) {
    module.HEAPU8.set(part, end);
    end += part.length;
  }
  module[name](at, length);
  module._free(at);
}

export class AppLink {
  constructor() {
    this.module = null;
    this.early = new Map(); // said before the app was ready, as far as it still counts: by kind, in order
  }

  /**
   * Begins to draw.
   * @param {WebAssembly.Module|null} compiled
   * @param {HTMLCanvasElement} canvas
   * @param {(message: object) => void} hear what the app says
   * @param {object} texts by language
   * @returns {Promise<boolean>} whether the app draws
   */
  async start(compiled, canvas, hear, texts) {
    this.module = await this.load(compiled, canvas, hear, texts);
    if (!this.module) {
      this.never();
      return false;
    }
    for (const say of this.early.values()) say();
    this.early.clear();
    return true;
  }

  /** Nothing will draw: nothing is kept for it. */
  never() {
    this.say = () => {};
    this.early.clear();
  }

  async load(compiled, canvas, hear, texts) {
    if (!compiled || typeof globalThis.KlarsichtApp !== 'function') return null;
    try {
      // Each part a task of its own: all at once would hold the page up.
      await pause();
      const module = await globalThis.KlarsichtApp({
        canvas,
        instantiateWasm(imports, done) {
          WebAssembly.instantiate(compiled, imports).then((instance) => done(instance, compiled));
          return {};
        },
        onAppMessage: (text) => hear(JSON.parse(text)),
        printErr: (text) => console.warn(text),
      });
      await pause();
      if (!module._app_open()) return null;
      for (const [lang, its] of Object.entries(texts)) {
        await pause();
        pass(module, '_app_texts', [encoder.encode(JSON.stringify({ [lang]: its }))]);
      }
      await pause();
      module._app_start();
      await pause();
      return module;
    } catch (error) {
      console.error(error);
      return null;
    }
  }

  say(kind, what) {
    if (this.module) {
      what();
      return;
    }
    for (const other of [kind, ...(overtaken[kind] ?? [])]) this.early.delete(other);
    this.early.set(kind, what);
  }

  send(message) {
    this.say(message.type, () => pass(this.module, '_app_message', [encoder.encode(JSON.stringify(message))]));
  }

  /** @param {ArrayBuffer} report JSON */
  sendReport(report, elapsed) {
    this.say('report', () =>
      pass(this.module, '_app_message', [
        encoder.encode('{"type":"report","report":'),
        new Uint8Array(report),
        encoder.encode(`,"elapsed_ms":${Math.round(elapsed)}}`),
      ]),
    );
  }

  /** @param {ArrayBuffer} bytes */
  sendDots(bytes) {
    this.say('dots', () => pass(this.module, '_app_dots', [new Uint8Array(bytes)]));
  }

  /** Whether what is typed goes into a field of the drawing. */
  takesText() {
    return this.module?._app_wants_text?.() === 1;
  }

  framesDrawn() {
    return this.module?._app_frames_drawn?.() ?? 0;
  }
}
