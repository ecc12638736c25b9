// A file's way through the session, with an engine that answers when the test says so.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { AuditError } from '../../web/engine_client.js';
import { Embedding } from '../../web/embedding.js';
import { reportName } from '../../web/file_names.js';
import { Session } from '../../web/session.js';
import { answer, FakeClient, file, settle } from './fake_client.mjs';

const ignoreA = [{ edit: 'roles', column: 'a', roles: ['ignore'] }];

let client;
let session;
let told;
let saved;
beforeEach(() => {
  client = new FakeClient();
  told = [];
  saved = [];
  const app = {
    send: (message) => told.push(message),
    sendReport: (report) => told.push({ type: 'report', ...JSON.parse(new TextDecoder().decode(report)) }),
    sendDots: () => told.push({ type: 'dots' }),
  };
  session = new Session(client, 'de', {
    app,
    changed() {},
    opened() {},
    save: (bytes, name, type) => saved.push([name, type]),
  });
});

async function opened(id = 'first', plan = undefined) {
  session.open(file('kunden.csv'));
  await settle();
  client.last.resolve(answer(id, plan));
  await settle();
}

/** A change that the engine made; its audit is under way. */
async function changed() {
  session.edit(ignoreA);
  await settle();
  client.last.resolve({});
  await settle();
}

test('a file is audited and its report told', async () => {
  await opened();
  assert.equal(session.stage, 'done');
  assert.deepEqual(
    told.map(({ type }) => type),
    ['progress', 'report'],
  );
});

test('what is found is told while the first audit runs, a handful, each once', async () => {
  session.hearFound('nothing is open');
  session.open(file('a.csv'));
  for (const title of ['a', 'b', 'a', 'c', 'd', 'e']) session.hearFound(title);
  assert.deepEqual(session.found, ['a', 'b', 'c', 'd']);
  assert.deepEqual(told.at(-1).found, ['a', 'b', 'c', 'd']);
  // Progress does not forget it.
  session.hearProgress({ stage: 'progress.checking', done: 0.5, rows: 1, bytes: 1 });
  assert.deepEqual([told.at(-1).done, told.at(-1).found.length], [0.5, 4]);
  client.last.resolve(answer('first'));
  await settle();
  session.hearFound('the report says it itself');
  assert.notEqual(told.at(-1).type, 'progress');
  session.edit(ignoreA);
  await settle();
  client.last.resolve({});
  await settle();
  session.hearFound('of the next audit');
  assert.ok(!session.found.includes('of the next audit'), 'the report stays in view');
});

test('changes in a row go to the engine one by one and are audited once', async () => {
  await opened();
  const edits = ['outcome', 'decision', 'score'].map((role) => [{ edit: 'toggle_role', column: 'a', role }]);
  for (const one of edits) session.edit(one);
  await settle();
  assert.deepEqual(
    client.asked.slice(1).map(({ ask }) => [ask.request, ask.edits]),
    edits.map((one) => ['edit', one]),
  );
  for (const { resolve } of client.asked.slice(1)) resolve({ plan: { version: 1 }, undoable: 1 });
  await settle();
  assert.deepEqual(
    client.asked.slice(4).map(({ ask }) => ask.request),
    ['audit'],
  );
  client.last.resolve(answer('second'));
  await settle();
  assert.equal(session.view.id, 'second');
});

test('changes while an audit runs are audited once more after it', async () => {
  await opened();
  const change = async () => {
    session.edit(ignoreA);
    await settle();
    client.last.resolve({});
    await settle();
  };
  await change();
  const running = client.last;
  assert.equal(running.ask.request, 'audit');
  await change();
  await change();
  running.resolve(answer('second'));
  await settle();
  assert.equal(client.last.ask.request, 'audit');
  client.last.resolve(answer('third'));
  await settle();
  assert.equal(client.asked.filter(({ ask }) => ask.request === 'audit').length, 3);
  assert.deepEqual(
    told.filter(({ type }) => type === 'report').map(({ id }) => id),
    ['first', 'third'],
  );
});

test('the last step is taken back by the engine', async () => {
  await opened();
  session.undo();
  await settle();
  assert.equal(client.last.ask.request, 'undo');
  client.last.resolve({});
  await settle();
  assert.equal(client.last.ask.request, 'audit');
});

test('an older file goes to the worker with the one to audit', async () => {
  session.open(file('new.csv'), { reference: file('old.csv'), population: file('all.csv'), plan: { version: 1 } });
  await settle();
  assert.deepEqual(
    [
      client.last.source.file.name,
      client.last.source.reference.name,
      client.last.source.population.name,
      client.last.source.plan,
    ],
    ['new.csv', 'old.csv', 'all.csv', { version: 1 }],
  );
});

test('an answer to a file that was closed is not shown', async () => {
  session.open(file('old.csv'));
  await settle();
  const old = client.last;
  session.open(file('new.csv'));
  await settle();
  old.resolve(answer('old'));
  client.last.resolve(answer('new'));
  await settle();
  assert.equal(session.view.id, 'new');
  assert.equal(session.file.name, 'new.csv');
});

test('a cancelled first audit leaves nothing, a cancelled second one the first report', async () => {
  session.open(file('kunden.csv'));
  await settle();
  session.cancel();
  await settle();
  assert.equal(session.stage, 'idle');
  assert.equal(client.restarts, 1);
  assert.equal(told.at(-1).type, 'idle');

  session.open(file('kunden.csv'));
  await settle();
  client.last.resolve(answer('first', { version: 1, market: 'DE' }));
  await settle();
  await changed();
  session.cancel();
  await settle();
  assert.equal(session.stage, 'done');
  assert.equal(session.view.id, 'first');
  // The engine lost the file: it is read again before it is asked anything.
  session.download('html');
  await settle();
  assert.equal(client.last.ask.request, 'audit');
  assert.deepEqual(client.last.source.plan, { version: 1, market: 'DE' }); // under the plan of the report that is shown
  client.last.resolve(answer('again'));
  await settle();
  assert.equal(client.last.ask.request, 'render');
  client.last.resolve({ bytes: new ArrayBuffer(3) });
  await settle();
  assert.deepEqual(saved, [['kunden-klarsicht.html', 'text/html;charset=utf-8']]);
});

test('an unreadable file leaves a sentence, a wrong plan leaves the report as well', async () => {
  session.open(file('bild.csv'));
  await settle();
  client.last.reject(new AuditError('Das ist ein Bild.'));
  await settle();
  assert.deepEqual([session.stage, session.error, session.file], ['error', 'Das ist ein Bild.', null]);
  assert.deepEqual(told.at(-1), { type: 'error', text: 'Das ist ein Bild.', name: 'bild.csv' });

  await opened();
  session.edit([{ edit: 'favoured', column: 'nirgends', favoured: 'x' }]);
  await settle();
  client.last.reject(new AuditError('Die Spalte gibt es nicht.'));
  await settle();
  assert.deepEqual([session.stage, session.error, session.view.id], ['done', 'Die Spalte gibt es nicht.', 'first']);
});

test('a remedy is saved as a file of its own; what stands in its way is said, and the report stays', async () => {
  await opened();
  session.remedy([{ do: 'reweigh' }]);
  await settle();
  assert.equal(client.last.ask.request, 'remedy');
  client.last.resolve({ file: new Blob(['a'], { type: 'text/csv' }), effects: ['So ist es.'] });
  await settle();
  assert.deepEqual(saved, [['kunden-klarsicht-neu.csv', 'text/csv']]);
  assert.deepEqual(told.at(-1), { type: 'remedied', name: 'kunden-klarsicht-neu.csv', effects: ['So ist es.'] });
  session.remedy([{ do: 'reweigh' }]);
  await settle();
  client.last.reject(new AuditError('Es fehlt ein Ergebnis.'));
  await settle();
  assert.deepEqual(told.at(-1), { type: 'remedied', error: 'Es fehlt ein Ergebnis.' });
  assert.deepEqual([session.stage, session.error, session.remedied.error], ['done', '', 'Es fehlt ein Ergebnis.']);
  await changed();
  client.last.resolve(answer('second'));
  await settle();
  assert.equal(session.remedied, null); // it was of the report before
});

test('another language renders the same report, even if chosen while the audit runs', async () => {
  await opened();
  session.setLanguage('en');
  await settle();
  assert.deepEqual([client.last.ask.request, client.last.ask.lang], ['render', 'en']);
  client.last.resolve(answer('english'));
  await settle();
  assert.equal(session.view.id, 'english');

  await changed();
  session.setLanguage('de');
  client.last.resolve(answer('still english'));
  await settle();
  assert.deepEqual([client.last.ask.request, client.last.ask.lang], ['render', 'de']);
  client.last.resolve(answer('german'));
  await settle();
  assert.equal(session.view.id, 'german');
});

test('a page of a long list is that of the report in view', async () => {
  await opened();
  const page = { id: 'bias.subgroups', first: 50, total: 60, groups: [], table: { rows: [], more: 0 } };
  const asked = session.detail(3, 1);
  await settle();
  assert.deepEqual(client.last.ask, { request: 'detail', check: 3, page: 1, lang: 'de' });
  client.last.resolve(page);
  assert.deepEqual(await asked, page);

  const late = session.detail(3, 1);
  await settle();
  const { resolve } = client.last;
  await changed();
  client.last.resolve(answer('second'));
  await settle();
  resolve(page);
  assert.equal(await late, null, 'it was of the report before');

  const wrong = session.detail(3, 99);
  await settle();
  client.last.reject(new AuditError('Eine Seite Nummer 99 hat diese Liste nicht.'));
  assert.equal(await wrong, null);
  assert.deepEqual([session.stage, session.view.id], ['done', 'second']);
  assert.match(session.error, /99/);
});

test('an engine that vanished is told of; the report stays, and the next question reads the file again', async () => {
  await opened();
  const gone = Object.assign(new AuditError('Er ist weg.'), { fatal: true });
  await session.vanished(Promise.resolve(gone));
  assert.deepEqual([session.stage, session.error, session.view.id], ['done', 'Er ist weg.', 'first']);
  session.download('html');
  await settle();
  assert.equal(client.last.ask.request, 'audit');
  assert.equal(client.last.source.file.name, 'kunden.csv');

  const late = session.vanished(new Promise((done) => setImmediate(done, gone)));
  session.close();
  await late;
  assert.deepEqual([session.stage, session.error], ['idle', ''], 'nobody has a file open');
});

/** Our side of an embedding whose parent only hears. */
async function embedded(run) {
  globalThis.window = { parent: null };
  window.parent = window; // the listening is the browser tests'
  const heard = [];
  const embedding = new Embedding({});
  Object.assign(embedding, { tell: (message) => heard.push(message) });
  session.hears.opened = (given) => embedding.opened(given);
  session.hears.changed = () => void embedding.told(session);
  const handOver = (given) => {
    embedding.handedOver = given;
    session.open(given);
  };
  try {
    await run({ embedding, heard, handOver });
  } finally {
    delete globalThis.window;
  }
}

test('an embedding page is told the whole report, once', () =>
  embedded(async ({ embedding, heard, handOver }) => {
    await opened();
    assert.deepEqual([client.asked.length, heard], [1, []], 'not of a file that somebody opened here');
    handOver(file('given.csv'));
    await settle();
    client.last.resolve(answer('given'));
    await settle();
    embedding.told(session); // something else changed
    await settle();
    assert.deepEqual(client.last.ask, { request: 'render', format: 'json', lang: 'de' });
    client.last.resolve({ bytes: new TextEncoder().encode('{"whole":true}').buffer });
    await settle();
    assert.deepEqual(heard, [{ type: 'report', report: { whole: true } }]);
  }));

for (const [how, next] of [
  ['opened', () => session.open(file('private.csv'))],
  ['invented', () => session.demo('contacts')],
  ['opened after the first was closed', () => (session.close(), session.open(file('private.csv')))],
  ['opened after a cancelled one', () => (session.open(file('x.csv')), session.cancel(), session.open(file('y.csv')))],
]) {
  test(`after a file of its own an embedding page is told nothing of one that a person ${how}`, () =>
    embedded(async ({ embedding, heard, handOver }) => {
      handOver(file('given.csv'));
      await settle();
      client.last.reject(new AuditError('„given.csv“ ist ein Bild.'));
      await settle();
      assert.deepEqual(heard.splice(0), [{ type: 'error', text: '„given.csv“ ist ein Bild.' }]);
      next();
      await settle();
      client.last.reject(new AuditError('„private.csv“ ist ein Bild.'));
      await settle();
      assert.equal(session.stage, 'error');
      embedding.told(session); // something else changed
      await settle();
      assert.deepEqual(heard, []);
      await opened();
      assert.deepEqual([heard, client.asked.filter(({ ask }) => ask.request === 'render')], [[], []]);
    }));
}

test('another way to read opens the same file with its plan, which keeps what fits', async () => {
  const plan = { version: 1, roles: { Alter: ['protected'] } };
  await opened('first', plan);
  for (const [read, reading] of [
    [() => session.setEncoding('cp850'), { encoding: 'cp850' }],
    [() => session.setReading({ delimiter: ';', header: false }), { delimiter: ';', header: false }],
  ]) {
    read();
    await settle();
    const { source } = client.last;
    assert.deepEqual([source.file.name, source.fit], ['kunden.csv', true]);
    assert.deepEqual(source.plan, { ...plan, reading });
    client.last.resolve(answer('next', { ...plan, reading }));
    await settle();
  }
  session.setSheet('Zwei'); // other columns: the plan begins anew
  await settle();
  assert.deepEqual(client.last.source.plan, { reading: { delimiter: ';', header: false, sheet: 'Zwei' } });
  session.open(file('andere.csv'));
  await settle();
  assert.deepEqual([client.last.source.plan, client.last.source.fit], [null, false]);
});

test('a plan of another file is held against the one that is open, which is read anew only where it must', async () => {
  await opened('first');
  session.setPlan({ version: 1, roles: { a: ['ignore'] } });
  await settle();
  assert.deepEqual([client.last.ask.request, client.last.ask.fit], ['plan', true]);
  client.last.reject(new AuditError('kein Plan'));
  await settle();
  assert.deepEqual([session.error, session.view.id], ['kein Plan', 'first'], 'the report stays');
  const plan = { version: 1, roles: {}, reading: { delimiter: ';' } };
  session.setPlan(plan);
  await settle();
  assert.deepEqual([client.last.ask.request, client.last.source.plan], ['audit', plan]);
});

test('a way to read that the next file does not bear is said, and the file read without it', async () => {
  const plan = { version: 1, roles: {}, reading: { sheet: 'Oktober' } };
  session.open(file('kunden.xlsx'), { plan, fit: true });
  await settle();
  client.last.reject(new AuditError('Kein Blatt „Oktober“.'));
  await settle();
  assert.deepEqual(client.last.source.plan, { ...plan, reading: {} });
  client.last.resolve(answer('first'));
  await settle();
  assert.deepEqual([session.stage, session.note, session.error], ['done', 'Kein Blatt „Oktober“.', '']);
  // Without `fit` it is what was asked for, and an error.
  session.open(file('kunden.xlsx'), { plan });
  await settle();
  client.last.reject(new AuditError('Kein Blatt „Oktober“.'));
  await settle();
  assert.deepEqual([session.stage, session.error], ['error', 'Kein Blatt „Oktober“.']);
});

test('what is typed and does not fit is told to who typed it, and changes nothing', async () => {
  await opened('first');
  const wrong = session.set('limit|bias.selection_rate.ratio', 'viel');
  await settle();
  assert.deepEqual(client.last.ask.edits, [{ edit: 'typed', field: 'limit|bias.selection_rate.ratio', text: 'viel' }]);
  client.last.reject(new AuditError('„viel“ ist keine Zahl.'));
  assert.equal(await wrong, '„viel“ ist keine Zahl.');
  assert.deepEqual([session.error, session.stage], ['', 'done']);
  const right = session.set('limit|bias.selection_rate.ratio', '0,7');
  await settle();
  client.last.resolve({});
  await settle();
  assert.equal(client.last.ask.request, 'audit');
  client.last.resolve(answer('second'));
  assert.equal(await right, '');
  assert.equal(session.view.id, 'second');
});

test('a look at the file changes nothing, and the plan is saved under the name of the file', async () => {
  await opened('first');
  const look = session.preview({ delimiter: ';' });
  await settle();
  assert.deepEqual(
    [client.last.ask.request, client.last.source],
    ['preview', { file: file('kunden.csv'), reading: { delimiter: ';' } }],
  );
  client.last.reject(new AuditError('nur eine Kopfzeile'));
  assert.deepEqual(await look, { error: 'nur eine Kopfzeile' });
  assert.deepEqual([session.error, session.view.id], ['', 'first']);
  const kept = session.savePlan();
  await settle();
  assert.equal(client.last.ask.request, 'keep_plan');
  client.last.resolve({ bytes: new ArrayBuffer(2) });
  await kept;
  assert.deepEqual(saved, [['kunden-klarsicht-plan.json', 'application/json']]);
});

test('another sheet of a file that was handed over is told of as well', () =>
  embedded(async ({ heard, handOver }) => {
    handOver(file('given.xlsx'));
    await settle();
    client.last.resolve(answer('first'));
    await settle();
    session.setSheet('Zwei');
    await settle();
    client.last.reject(new AuditError('leer'));
    await settle();
    assert.deepEqual(heard, [{ type: 'error', text: 'leer' }]);
  }));

test('an embedding page is told which page is shown, but nothing of what a person does with a file of theirs', () =>
  embedded(async ({ embedding, heard, handOver }) => {
    const shown = (page) => embedding.shown(page, session);
    for (const page of ['start', 'bias', 'bias']) shown(page);
    handOver(file('given.csv'));
    shown('start');
    await settle();
    client.last.resolve(answer('given'));
    await settle();
    shown('overview');
    await opened();
    for (const page of ['columns', 'bias']) shown(page);
    session.close();
    shown('start');
    session.demo('contacts');
    shown('privacy');
    assert.deepEqual(
      heard.map(({ type, page }) => `${type} ${page}`),
      ['page start', 'page bias', 'page start', 'page overview', 'page start'],
    );
  }));

test('a second audit is not announced, only its report', async () => {
  await opened();
  await changed();
  session.hearProgress({ stage: 'progress.checking', done: 0.5, rows: 1, bytes: 0 });
  assert.equal(session.stage, 'done');
  session.startedAt -= 1000; // unless it takes long
  session.hearProgress({ stage: 'progress.checking', done: 0.6, rows: 1, bytes: 0 });
  assert.equal(session.stage, 'working');
});

test('reports are named after their file', () => {
  assert.equal(reportName('kunden.2025.csv', 'json'), 'kunden.2025-klarsicht.json');
  assert.equal(reportName('.csv', 'md'), 'klarsicht-klarsicht.md');
});
