// The page's side of the worker: asks, gets answers, cancels by ending the worker and starting the next; notices if the
// worker is gone, and starts the next.
import { lockReleased, patience } from './worker_life.js';

/** A worker that fails this often before it answers anything is not started again. */
const mostFailures = 5;

export class Cancelled extends Error {}
/** One sentence for a person. */
export class AuditError extends Error {}

export class EngineClient {
  /**
   * @param {() => Worker} makeWorker
   * @param {WebAssembly.Module} module the compiled engine
   * @param {{progress: (message: object) => void, requests: (count: number) => void, policy: (refused: boolean) =>
   * void, vanished: (why: Promise<AuditError>) => void}} hears vanished: the worker was gone while nothing was asked
   * @param {?Function} requestLock worker_life.js, `lockRequest`
   */
  constructor(makeWorker, module, hears, requestLock) {
    this.makeWorker = makeWorker;
    this.module = module;
    this.hears = hears;
    this.requestLock = requestLock;
    this.nextId = 1;
    this.failures = 0; // since the last answer
    this.source = null; // what was asked about last
    this.warm = false; // the engine's code: it ran, or is running
    this.warming = null; // the worker that sees to it
    this.lang = '';
    this.start();
  }

  start() {
    this.waiting = new Map();
    const worker = this.makeWorker();
    this.worker = worker;
    this.locked = true; // until it says otherwise
    clearTimeout(this.timer);
    worker.onmessage = ({ data }) => {
      if (worker !== this.worker) return; // a last word of one that was ended
      if (data.type === 'progress') this.hears.progress(data);
      else if (data.type === 'found') this.hears.found?.(data.title);
      else if (data.type === 'requests') this.hears.requests(data.count);
      else if (data.type === 'policy') this.hears.policy(data.policy);
      else if (data.type === 'alive') this.watch(worker, data.life, data.locked);
      else if (data.type === 'heard') clearTimeout(this.timer);
      else this.settle(data);
    };
    const broken = (event) => {
      event.preventDefault?.();
      if (worker === this.worker) this.failAll('error.page.broken', event.message ?? event.type);
    };
    Object.assign(worker, { onerror: broken, onmessageerror: broken });
    worker.postMessage({ type: 'start', module: this.module });
  }

  /** warm_up.js, in a worker that ends when it is done, or when somebody asks about a file. */
  warmUp() {
    if (this.warm) return;
    this.warm = true;
    this.warming = this.makeWorker();
    this.warming.postMessage({ type: 'warm', module: this.module });
  }

  watch(worker, life, locked) {
    this.locked = locked;
    if (locked)
      lockReleased(this.requestLock, life).then(() => {
        if (worker === this.worker) this.vanished();
      });
  }

  /** Where no lock tells: a worker that has nothing else to do says at once that it heard. */
  expectToBeHeard(worker, again = true) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (worker !== this.worker) return;
      if (!again) return void this.vanished();
      // Perhaps it was the machine that slept.
      worker.postMessage({ type: 'ping' });
      this.expectToBeHeard(worker, false);
    }, patience);
  }

  vanished() {
    if (this.waiting.size > 0) return void this.failAll('error.page.vanished');
    if (this.failures >= mostFailures) return;
    const args = { name: this.source?.file.name ?? '' };
    this.hears.vanished(this.saying('error.page.vanished', args, this.lang));
  }

  /** What is asked gets no answer any more. */
  failAll(key, detail) {
    const args = { name: this.source?.file.name ?? '' };
    for (const id of [...this.waiting.keys()]) this.settle({ id, failed: { fatal: true, key, args, detail } });
  }

  settle({ id, failed, answer }) {
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    this.waiting.delete(id);
    if (!failed?.fatal) this.failures = 0;
    if (!failed) waiting.resolve(answer);
    else if (!failed.fatal) waiting.reject(new AuditError(failed.text));
    else this.recover(failed, waiting);
  }

  /** The engine can say nothing any more. */
  async recover({ key, args, detail }, { reject, lang }) {
    if (detail) console.error(detail);
    reject(await this.saying(key, args, lang));
  }

  /** Starts the next worker, which says why. @returns {Promise<AuditError>} */
  async saying(key, args, lang) {
    this.failures += 1;
    this.restart();
    const said =
      this.failures <= mostFailures && (await this.ask({ request: 'text', key, args, lang }).catch(() => null));
    return Object.assign(new AuditError(said ? said.text : key), { fatal: true });
  }

  /**
   * @param {{request: string, lang: string}} ask src/platform/web/engine/request.h
   * @param {{file: Blob, fileId: number, reference?: Blob, population?: Blob, plan?: object}} [source] what it is
   * about; read first where the worker does not hold it @returns {Promise<object>} what the engine says, `bytes`, and
   * of a report its `view`, of a remedy its `file`; rejects with AuditError or Cancelled
   */
  ask(ask, source) {
    const id = this.nextId++;
    this.source = source ?? this.source;
    if (source || ask.request === 'scenario') {
      this.warm = true;
      this.warming?.terminate();
    }
    this.lang = ask.lang;
    if (!this.locked && this.waiting.size === 0) this.expectToBeHeard(this.worker);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, lang: ask.lang });
      this.worker.postMessage({ id, ask, source });
    });
  }

  /** Ends whatever runs, at once, and forgets the file. */
  restart() {
    this.source = null;
    this.worker.terminate();
    const { waiting } = this;
    this.start();
    for (const { reject } of waiting.values()) reject(new Cancelled());
  }
}
