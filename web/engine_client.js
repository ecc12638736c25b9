// The page's side of the worker: asks, gets answers, cancels by ending the worker and starting the next.

export class Cancelled extends Error {}
/** One sentence for a person. */
export class AuditError extends Error {}

export class EngineClient {
  /**
   * @param {() => Worker} makeWorker
   * @param {WebAssembly.Module} module the compiled engine
   * @param {{progress: (message: object) => void, requests: (count: number) => void, policy: (refused: boolean) =>
   * void}} hears
   */
  constructor(makeWorker, module, hears) {
    this.makeWorker = makeWorker;
    this.module = module;
    this.hears = hears;
    this.nextId = 1;
    this.start();
  }

  start() {
    this.waiting = new Map();
    const worker = this.makeWorker();
    this.worker = worker;
    worker.onmessage = ({ data }) => {
      if (worker !== this.worker) return; // a last word of one that was ended
      if (data.type === 'progress') this.hears.progress(data);
      else if (data.type === 'requests') this.hears.requests(data.count);
      else if (data.type === 'policy') this.hears.policy(data.policy);
      else this.settle(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      for (const id of [...this.waiting.keys()])
        this.settle({ id, failed: { fatal: true, key: 'error.page.broken', args: {}, detail: event.message } });
    };
    worker.postMessage({ type: 'start', module: this.module });
  }

  settle({ id, failed, answer }) {
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    this.waiting.delete(id);
    if (!failed) waiting.resolve(answer);
    else if (!failed.fatal) waiting.reject(new AuditError(failed.text));
    else this.recover(failed, waiting);
  }

  /** The engine can say nothing any more: the next one says why. */
  async recover({ key, args, detail }, { reject, lang }) {
    if (detail) console.error(detail);
    this.restart();
    const { text } = await this.ask({ request: 'text', key, args, lang }).catch(() => ({ text: key }));
    reject(Object.assign(new AuditError(text), { fatal: true }));
  }

  /**
   * @param {{request: string, lang: string}} ask src/platform/web/engine/request.h
   * @param {{file: Blob, fileId: number, reference?: Blob, population?: Blob, plan?: object}} [source] what it is
   * about; read first where the worker does not hold it @returns {Promise<object>} what the engine says, `bytes`, and
   * of a report its `view`, of a remedy its `file`; rejects with AuditError or Cancelled
   */
  ask(ask, source) {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, lang: ask.lang });
      this.worker.postMessage({ id, ask, source });
    });
  }

  /** Ends whatever runs, at once, and forgets the file. */
  restart() {
    this.worker.terminate();
    const { waiting } = this;
    this.start();
    for (const { reject } of waiting.values()) reject(new Cancelled());
  }
}
