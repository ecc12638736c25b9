// What the tests of the session ask instead of an engine.
import { Cancelled } from '../../web/engine_client.js';

/** An engine that answers when the test says so. */
export class FakeClient {
  asked = [];
  restarts = 0;
  ask(ask, source) {
    return new Promise((resolve, reject) => {
      this.asked.push({ ask, source, resolve, reject });
    });
  }
  restart() {
    this.restarts += 1;
    for (const { reject } of this.asked.splice(0)) reject(new Cancelled());
  }
  get last() {
    return this.asked.at(-1);
  }
}

export const settle = () => new Promise((done) => setImmediate(done));
export const file = (name) => ({ name });
export const answer = (id, plan = { version: 1 }) => ({
  bytes: new TextEncoder().encode(`{"id":"${id}"}`).buffer,
  view: { id },
  plan,
  undoable: 0,
  elapsed: 5,
});
