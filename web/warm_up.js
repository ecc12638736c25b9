// Code that ran is fast code: a browser compiles a WebAssembly function when it is first called, and well only when it
// was called often. So while nobody has asked anything yet, an engine of its own audits small invented files. What was
// compiled belongs to the module, and serves the engine that the file comes to; nothing else of it stays.

/** Enough that what runs once a cell is compiled well. */
const rows = 1000;
const lang = 'en';

/** @param {import('./engine.js').Engine} engine not the one that files come to */
export function warmUp(engine) {
  for (const name of ['customers', 'campaign']) {
    const { bytes } = engine.request({ request: 'scenario', name, rows, settings: { lang }, lang });
    engine.request({ request: 'open', input: 'current', name: `${name}.csv`, size: bytes.length, lang });
    engine.feed(lang, bytes);
    engine.finish(lang);
    engine.request({ request: 'plan', plan: null, lang });
    engine.request({ request: 'audit', lang });
  }
}
