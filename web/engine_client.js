// The page's side of the worker: asks, gets answers, cancels by ending the worker and starting the next.

export class Cancelled extends Error {}
/** One sentence for a person. */
export class AuditError extends Error {}

export class EngineClient {
  /**
   * @param {() => Worker} makeWorker
   * @param {WebAssembly.Module} module the compiled engine
   * @param {{progress: (message: object) => void, requests: (count: number) => void, policy: (refused: boolean) => void}} hears
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
      for (const id of [...this.waiting.keys()]) this.settle({ id, error: { fatal: true, key: 'error.page.broken', args: {}, detail: event.message } });
    };
    worker.postMessage({ type: 'start', module: this.module });
  }

  settle({ id, error, ...answer }) {
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    this.waiting.delete(id);
    if (!error) waiting.resolve(answer);
    else if (!error.fatal) waiting.reject(new AuditError(error.text));
    else this.recover(error, waiting);
  }

  /** The engine can say nothing any more: the next one says why. */
  async recover(error, { reject, lang }) {
    if (error.detail) console.error(error.detail);
    this.restart();
    const { text } = await this.ask('text', { key: error.key, args: error.args, lang }).catch(() => ({ text: error.key }));
    reject(Object.assign(new AuditError(text), { fatal: true }));
  }

  /** @returns {Promise<object>} rejects with AuditError or Cancelled */
  ask(task, message) {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, lang: message.lang });
      this.worker.postMessage({ id, task, ...message });
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
