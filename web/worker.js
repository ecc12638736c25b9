// The worker: holds the file and the engine. Started from a blob: URL after the page locked itself, so it inherits a policy that refuses
// every connection. The page ends it to cancel, and starts the next one from the same compiled module.
/* global KlarsichtEngine */
import { Engine, EngineError } from './engine.js';
import { probePolicy, watchRequests } from './policy.js';
import { viewOf } from './view.js';

const sliceBytes = 4 << 20;
const sniffedBytes = 64 << 10;
const progressEvery = 30; // ms

let engine;
let held = 0; // id of the file whose table the engine holds

function tellProgress(stage, done, bytes) {
  postMessage({ type: 'progress', stage, done, bytes, rows: engine.rowsRead() });
}

/** Reads a file whose bytes are needed in another order than they lie in: a workbook. */
function readByOffset(file, lang) {
  const reader = new FileReaderSync();
  engine.read(lang, file.size, (at, length) => new Uint8Array(reader.readAsArrayBuffer(file.slice(at, at + length))));
}

/** Reads the file slice by slice; the next slice is on its way while the engine reads this one. */
async function readInOrder(file, lang) {
  const slice = (at) => file.slice(at, Math.min(at + sliceBytes, file.size)).arrayBuffer();
  let next = file.size > 0 ? slice(0) : null;
  let told = 0;
  for (let at = 0; at < file.size; at += sliceBytes) {
    const bytes = new Uint8Array(await next);
    next = at + sliceBytes < file.size ? slice(at + sliceBytes) : null;
    next?.catch(() => {}); // told of when it is awaited
    engine.feed(lang, bytes);
    const now = performance.now();
    if (now - told >= progressEvery) {
      told = now;
      tellProgress('progress.reading', (at + bytes.length) / file.size, at + bytes.length);
    }
  }
  engine.finish(lang);
}

async function read(file, sheet, fileId, lang) {
  held = 0;
  engine.open(lang, { name: file.name, sheet });
  const start = new Uint8Array(await file.slice(0, sniffedBytes).arrayBuffer());
  if (engine.byOffset(start)) readByOffset(file, lang);
  else await readInOrder(file, lang);
  held = fileId;
}

function rendered(lang) {
  const report = engine.render(lang, '');
  return { report: report.buffer, view: viewOf(JSON.parse(new TextDecoder().decode(report))) };
}

const tasks = {
  async audit({ file, sheet, fileId, plan, options, lang }) {
    const start = performance.now();
    if (held !== fileId) await read(file, sheet, fileId, lang);
    engine.audit(lang, plan, options);
    const answer = rendered(lang);
    return { ...answer, elapsed: performance.now() - start };
  },
  report: ({ lang }) => rendered(lang),
  render: ({ format, lang }) => ({ bytes: engine.render(lang, format).buffer }),
  preview: ({ first, count, lang }) => ({ bytes: engine.preview(lang, first, count).buffer }),
  dots: ({ group, decision, lang }) => ({ bytes: engine.dots(lang, group, decision).buffer }),
  remedy: ({ remedies, lang }) => engine.remedy(lang, remedies),
  scenario: ({ options, lang }) => ({ bytes: engine.scenario(lang, options).buffer }),
  texts: ({ lang }) => ({ texts: engine.texts(lang) }),
  text: ({ key, args, lang }) => ({ text: engine.text(lang, key, args) }),
};

/** What the page is told of a failure: a sentence, or a key when the engine can say nothing any more. */
function failure(error, { lang, file }) {
  if (error instanceof EngineError) return { text: error.message };
  const args = { name: file?.name ?? '' };
  if (error?.outOfMemory || error instanceof RangeError) return { fatal: true, key: 'error.page.out_of_memory', args };
  if (error?.name === 'NotReadableError' || error?.name === 'NotFoundError') return { text: engine.text(lang, 'error.page.not_readable', args) };
  return { fatal: true, key: 'error.page.broken', args, detail: String(error?.stack ?? error) };
}

async function start(module) {
  engine = new Engine(await KlarsichtEngine({
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
      return {};
    },
    onProgress: (stage, done) => tellProgress(stage, done, 0),
    print() {},
    printErr() {},
  }));
}

let ready;
let last = Promise.resolve();
self.onmessage = ({ data }) => {
  if (data.type === 'start') {
    ready = start(data.module);
    const requests = watchRequests(self, () => postMessage({ type: 'requests', count: requests.count() }));
    probePolicy(self).then((policy) => postMessage({ type: 'policy', policy }));
    return;
  }
  // One after the other, in the order asked.
  last = last.then(async () => {
    let answer;
    try {
      await ready;
      answer = await tasks[data.task](data);
    } catch (error) {
      answer = { error: failure(error, data) };
    }
    const transfer = [answer.report, answer.bytes].filter(Boolean);
    postMessage({ id: data.id, ...answer }, transfer);
  });
};
