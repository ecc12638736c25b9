// The worker: holds the file and the engine. Started from a blob: URL after the page locked itself, so it inherits a
// policy that refuses every connection. The page ends it to cancel, and starts the next one from the same compiled
// module.
/* global KlarsichtEngine */
import { Engine, EngineError } from './engine.js';
import { leaveNothing } from './leave_nothing.js';
import { probePolicy, watchRequests } from './policy.js';
import { viewOf } from './view.js';
import { warmUp } from './warm_up.js';
import { holdLock, lockRequest } from './worker_life.js';

const sliceBytes = 4 << 20;
const sniffedBytes = 64 << 10;
const progressEvery = 30; // ms

/** The sign of life. Others of the server can list it: so the worker names it, and nobody else. */
const life = crypto.randomUUID?.() ?? String(Math.random());
const requestLock = lockRequest(self);
leaveNothing(self);
delete self.Worker; // one with everything in it again

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

/** Reads a file slice by slice; the next slice is on its way while the engine reads this one. */
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

/**
 * @param {string} input what the file is to the audit, or `preview`, or `earlier`: to hold the report against
 * @param {{delimiter?: string, header?: boolean, encoding?: string, sheet?: string}} reading chosen by the person
 */
async function read(file, input, reading, lang) {
  const { delimiter, header, encoding, sheet } = reading ?? {};
  engine.request({
    request: 'open',
    input,
    name: file.name,
    size: file.size,
    ...{ delimiter, header, encoding, sheet },
    lang,
  });
  const start = new Uint8Array(await file.slice(0, sniffedBytes).arrayBuffer());
  // Of a file that is read in order its beginning is enough to look at.
  const looked = input === 'preview' && !engine.byOffset(start) ? await beginning(file, start) : null;
  if (looked && !engine.byOffset(looked)) {
    engine.feed(lang, looked);
    engine.finish(lang);
  } else if (engine.byOffset(start)) readByOffset(file, lang);
  else await readInOrder(file, lang);
}

/**
 * The beginning of a file, unpacked where it is gzipped; null where it cannot be: then the engine says why.
 * @param {Uint8Array} start of the file
 */
async function beginning(file, start) {
  if (start[0] !== 0x1f || start[1] !== 0x8b) return start;
  const bytes = new Uint8Array(sniffedBytes);
  let length = 0;
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    while (length < bytes.length) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = value.subarray(0, bytes.length - length);
      bytes.set(part, length);
      length += part.length;
    }
  } catch {
    return null;
  }
  reader.cancel().catch(() => {});
  return bytes.subarray(0, length);
}

/** Sees to it that the engine holds the files and the plan that the page speaks of. */
async function hold({ file, fileId, reference, population, plan, work, record, fit }, lang) {
  if (held === fileId) return;
  held = 0;
  await read(file, 'current', plan?.reading, lang);
  if (reference) await read(reference, 'reference', {}, lang);
  if (population) await read(population, 'population', {}, lang);
  if (work) engine.request({ request: 'work', text: work, lang });
  else engine.request({ request: 'plan', plan, fit, lang });
  if (record) engine.request({ request: 'record', record, lang });
  held = fileId;
}

/** @param {{ask: object, source?: object}} message a request, and what it is about if the engine may not hold it yet */
async function answer({ ask, source }) {
  const start = performance.now();
  if (ask.request === 'preview') await read(source.file, 'preview', source.reading, ask.lang);
  else if (source && ask.request === 'compare') await read(source.file, 'earlier', {}, ask.lang);
  else if (source) await hold(source, ask.lang);
  const { bytes, pieces, ...said } = engine.request(ask);
  const isReport = ask.request === 'audit' || (ask.request === 'render' && !ask.format);
  return {
    ...said,
    bytes: bytes.buffer,
    ...(isReport ? { view: viewOf(JSON.parse(new TextDecoder().decode(bytes))) } : {}),
    ...(said.lesson ? { view: viewOf(said.lesson.run.report) } : {}),
    ...(pieces.length ? { file: new Blob(pieces, { type: 'text/csv;charset=utf-8' }) } : {}),
    elapsed: performance.now() - start,
  };
}

/** What the page is told of a failure: a sentence, or a key when the engine can say nothing any more. */
function failure(error, { ask: { lang }, source }) {
  if (error instanceof EngineError) return { text: error.message };
  const args = { name: source?.file.name ?? '' };
  if (error?.outOfMemory || error instanceof RangeError) return { fatal: true, key: 'error.page.out_of_memory', args };
  if (error?.name === 'NotReadableError' || error?.name === 'NotFoundError')
    return engine.request({ request: 'text', key: 'error.page.not_readable', args, lang });
  return { fatal: true, key: 'error.page.broken', args, detail: String(error?.stack ?? error) };
}

/** @param {object} [hears] what the engine calls on its way */
async function engineOf(module, hears = {}) {
  return new Engine(
    await KlarsichtEngine({
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
        return {};
      },
      ...hears,
      print() {},
      printErr() {},
    }),
  );
}

async function start(module) {
  engine = await engineOf(module, {
    onProgress: (stage, done) => tellProgress(stage, done, 0),
    onFound: (title) => postMessage({ type: 'found', title }),
  });
}

let ready;
let last = Promise.resolve();
self.onmessage = ({ data }) => {
  if (data.type === 'warm') {
    // Whatever goes wrong here, the page is only as fast as without.
    engineOf(data.module)
      .then(warmUp)
      .catch(() => {})
      .then(() => self.close());
    return;
  }
  if (data.type === 'start') {
    ready = start(data.module);
    const requests = watchRequests(self, () => postMessage({ type: 'requests', count: requests.count() }));
    probePolicy(self).then((policy) => postMessage({ type: 'policy', policy }));
    holdLock(requestLock, life).then((locked) => postMessage({ type: 'alive', locked, life }));
    return;
  }
  postMessage({ type: 'heard' });
  if (data.type === 'ping') return;
  // One after the other, in the order asked.
  last = last.then(async () => {
    let told;
    try {
      await ready;
      told = { answer: await answer(data) };
    } catch (error) {
      told = { failed: failure(error, data) };
    }
    // What the engine says is kept apart: it has names of its own, such as a finding's id.
    postMessage({ id: data.id, ...told }, told.answer ? [told.answer.bytes] : []);
  });
};
