// A worker that vanishes, and the app that is not there: with workers, locks and an app that do what the test says.
import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { AppLink } from '../../web/app_link.js';
import { AuditError, Cancelled, EngineClient } from '../../web/engine_client.js';
import { holdLock, lockRequest, patience } from '../../web/worker_life.js';

const settle = () => new Promise((done) => setImmediate(done));

class FakeWorker {
  posted = [];
  ended = false;
  postMessage(message) {
    this.posted.push(message);
  }
  terminate() {
    this.ended = true;
  }
  says(data) {
    this.onmessage({ data });
  }
  get asked() {
    return this.posted.filter(({ ask }) => ask);
  }
  answers(answer) {
    this.says({ id: this.asked.at(-1).id, answer });
  }
}

let workers;
let releases;
let asked;
let vanished;
let client;
beforeEach(() => {
  workers = [];
  releases = [];
  vanished = [];
  mock.method(console, 'error', () => {});
  asked = [];
  const request = (name, granted) => {
    asked.push(name);
    return new Promise((done) => releases.push(() => done(granted())));
  };
  const make = () => {
    workers.push(new FakeWorker());
    return workers.at(-1);
  };
  client = new EngineClient(make, {}, { vanished: (why) => vanished.push(why) }, request);
});

const source = { file: { name: 'kunden.csv' }, fileId: 1 };
test('the page waits for the lock that the worker named, and names none itself', () => {
  workers[0].says({ type: 'alive', locked: true, life: 'of the worker' });
  assert.deepEqual(asked, ['of the worker']);
  client.restart();
  workers[1].says({ type: 'alive', locked: false, life: 'of the next' });
  assert.deepEqual(asked, ['of the worker']);
});

test('locks are asked for as the browser asks, whatever becomes of them later', async () => {
  const locks = { request: (name, granted) => granted(name) };
  const scope = { navigator: { locks } };
  const request = lockRequest(scope);
  delete scope.navigator.locks;
  locks.request = () => assert.fail('somebody else asked');
  assert.equal(await holdLock(request, 'life'), true);
  assert.equal(await holdLock(lockRequest({ navigator: {} }), 'life'), false);
});

test('a worker that is gone while it works is replaced, and the next one says so', async () => {
  workers[0].says({ type: 'alive', locked: true });
  const said = client.ask({ request: 'audit', lang: 'de' }, source);
  const behind = client.ask({ request: 'choices', lang: 'de' });
  const refused = assert.rejects(behind, Cancelled);
  releases[0]();
  await settle();
  assert.deepEqual([workers.length, workers[0].ended], [2, true]);
  assert.deepEqual(workers[1].asked[0].ask, {
    request: 'text',
    key: 'error.page.vanished',
    args: { name: 'kunden.csv' },
    lang: 'de',
  });
  workers[1].answers({ text: 'Er ist weg.' });
  await assert.rejects(said, (error) => error instanceof AuditError && error.fatal && error.message === 'Er ist weg.');
  await refused;
  assert.deepEqual(vanished, []);
});

test('a worker that is gone while nothing is asked is replaced at once, and told of', async () => {
  workers[0].says({ type: 'alive', locked: true });
  const said = client.ask({ request: 'audit', lang: 'de' }, source);
  workers[0].answers({ view: 1 });
  await said;
  releases[0]();
  await settle();
  assert.deepEqual([workers.length, vanished.length], [2, 1]);
  workers[1].answers({ text: 'Er ist weg.' });
  assert.equal((await vanished[0]).message, 'Er ist weg.');
});

test('the end of a worker that was ended on purpose is nothing to tell of', async () => {
  workers[0].says({ type: 'alive', locked: true });
  client.restart();
  releases[0]();
  await settle();
  assert.deepEqual([workers.length, vanished], [2, []]);
});

for (const event of ['onerror', 'onmessageerror']) {
  test(`a worker of which the browser tells ${event} is replaced`, async () => {
    const said = client.ask({ request: 'audit', lang: 'de' }, source);
    workers[0][event]({ message: 'broken' });
    await settle();
    workers[1].answers({ text: 'Ein Fehler.' });
    await assert.rejects(said, { message: 'Ein Fehler.' });
  });
}

test('a worker that can never start is not started for ever', async () => {
  const said = client.ask({ request: 'audit', lang: 'de' }, source);
  said.catch(() => {});
  for (let i = 0; i < 20; i += 1) {
    workers.at(-1).onerror({ message: 'broken' });
    await settle();
  }
  assert.ok(workers.length < 10, `${workers.length} workers`);
  await assert.rejects(said, { message: 'error.page.broken' });
});

test('where there are no locks, a worker that hears nothing is noticed when it is asked', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    workers[0].says({ type: 'alive', locked: false });
    const first = client.ask({ request: 'audit', lang: 'de' }, source);
    workers[0].says({ type: 'heard' });
    mock.timers.tick(patience * 10); // it works
    assert.equal(workers.length, 1);
    workers[0].answers({ view: 1 });
    await first;
    const said = client.ask({ request: 'choices', lang: 'de' });
    mock.timers.tick(patience);
    assert.deepEqual([workers.length, workers[0].posted.at(-1)], [1, { type: 'ping' }], 'asked once more');
    mock.timers.tick(patience);
    assert.equal(workers.length, 2);
    workers[1].answers({ text: 'Er ist weg.' });
    await assert.rejects(said, { message: 'Er ist weg.' });
  } finally {
    mock.timers.reset();
  }
});

// --- while nobody asks ---

test('the engine is warmed by a worker of its own, which ends when somebody asks about a file', () => {
  client.ask({ request: 'texts', lang: 'de' });
  client.warmUp();
  client.warmUp();
  assert.equal(workers.length, 2);
  assert.deepEqual(workers[1].posted, [{ type: 'warm', module: {} }]);
  client.ask({ request: 'texts', lang: 'en' });
  assert.equal(workers[1].ended, false, 'texts are no file');
  client.ask({ request: 'audit', lang: 'de' }, source);
  assert.equal(workers[1].ended, true);
  assert.equal(workers[0].ended, false);
});

test('an invented file is one, too; and nobody warms what works already', () => {
  client.warmUp();
  client.ask({ request: 'scenario', name: 'campaign', lang: 'de' }).catch(() => {}); // cancelled below
  assert.equal(workers[1].ended, true);
  client.warmUp();
  client.restart();
  client.ask({ request: 'audit', lang: 'de' }, source);
  client.warmUp();
  assert.equal(workers.length, 3, 'the engine, the first that warmed, the next engine');
});

// --- the app ---

function fakeApp() {
  const heard = [];
  const app = {
    HEAPU8: new Uint8Array(10_000),
    _malloc: () => 0,
    _free() {},
    _app_open: () => 1,
    _app_start: () => (heard.started = { ...heard.texts }),
    _app_texts: (at, length) => (heard.texts = { ...heard.texts, ...JSON.parse(textAt(at, length)) }),
    _app_message: (at, length) => heard.push(JSON.parse(textAt(at, length))),
    _app_dots: () => heard.push({ type: 'dots' }),
  };
  const textAt = (at, length) => new TextDecoder().decode(app.HEAPU8.slice(at, at + length));
  globalThis.KlarsichtApp = async () => app;
  return heard;
}
const report = (id) => new TextEncoder().encode(JSON.stringify({ id })).buffer;

test('an app that begins late hears how things are, not all that was', async () => {
  const link = new AppLink();
  const heard = fakeApp();
  link.send({ type: 'settings', lang: 'en' });
  link.send({ type: 'settings', lang: 'de' });
  for (let i = 0; i < 100; i += 1) {
    link.send({ type: 'progress', done: 0 });
    link.sendReport(report(i), 5);
    link.sendDots(new ArrayBuffer(4));
    link.send({ type: 'error', text: `no ${i}` });
  }
  link.send({ type: 'privacy', requests: 0 });
  assert.ok(link.early.size < 10);
  const texts = { de: { 'app.brand': 'Klarsicht' }, en: {} };
  assert.equal(await link.start({}, null, () => {}, texts), true);
  assert.deepEqual(heard.started, texts, 'it begins with all its texts');
  assert.deepEqual(
    heard.map(({ type, lang, report: given, text }) => [type, lang ?? given?.id ?? text]),
    [
      ['settings', 'de'],
      ['report', 99],
      ['dots', undefined],
      ['error', 'no 99'],
      ['privacy', undefined],
    ],
  );
  assert.equal(link.early.size, 0);
});

test('what was closed, or failed before the next file, is not told of', async () => {
  const link = new AppLink();
  const heard = fakeApp();
  link.sendReport(report(1), 5);
  link.send({ type: 'error', text: 'no' });
  link.send({ type: 'idle' });
  link.send({ type: 'progress', done: 0.5 });
  await link.start({}, null, () => {}, {});
  assert.deepEqual(
    heard.map(({ type }) => type),
    ['progress'],
  );
});

test('where nothing is drawn, nothing is kept for it', async () => {
  delete globalThis.KlarsichtApp;
  for (const end of [(link) => link.start({}, null, () => {}, {}), (link) => link.never()]) {
    const link = new AppLink();
    link.sendReport(report(1), 5);
    await end(link);
    link.sendReport(report(2), 5);
    link.send({ type: 'idle' });
    assert.equal(link.early.size, 0);
  }
});
