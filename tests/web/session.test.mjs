// A file's way through the session, with an engine that answers when the test says so.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { AuditError, Cancelled } from '../../web/engine_client.js';
import { reportName, Session } from '../../web/session.js';

class FakeClient {
  asked = [];
  restarts = 0;
  ask(task, message) {
    return new Promise((resolve, reject) => { this.asked.push({ task, message, resolve, reject }); });
  }
  restart() {
    this.restarts += 1;
    for (const { reject } of this.asked.splice(0)) reject(new Cancelled());
  }
  get last() { return this.asked.at(-1); }
}

const settle = () => new Promise((done) => setImmediate(done));
const file = (name) => ({ name });
const answer = (id) => ({ report: new TextEncoder().encode(`{"id":"${id}"}`).buffer, view: { id, plan: { version: 1, roles: { a: [], b: ['protected'] }, crossed: [['a', 'b']] } }, elapsed: 5 });

let client;
let session;
let told;
let saved;
beforeEach(() => {
  client = new FakeClient();
  told = [];
  saved = [];
  const app = { send: (message) => told.push(message), sendReport: (report) => told.push({ type: 'report', ...JSON.parse(new TextDecoder().decode(report)) }), sendDots: () => told.push({ type: 'dots' }) };
  session = new Session(client, 'de', { app, changed() {}, opened() {}, save: (bytes, name, type) => saved.push([name, type]) });
});

async function opened(id = 'first') {
  session.open(file('kunden.csv'));
  await settle();
  client.last.resolve(answer(id));
  await settle();
}

test('a file is audited and its report told', async () => {
  await opened();
  assert.equal(session.stage, 'done');
  assert.deepEqual(told.map(({ type }) => type), ['progress', 'report']);
});

test('roles changed while an audit runs are audited once more after it, not once each', async () => {
  await opened();
  session.setRoles('a', ['outcome']);
  session.setRoles('a', ['decision']);
  session.setRoles('a', ['score']);
  await settle();
  assert.equal(client.asked.length, 2);
  client.last.resolve(answer('second'));
  await settle();
  assert.equal(client.asked.length, 3);
  assert.deepEqual(client.last.message.plan.roles, { a: ['score'], b: ['protected'] });
  assert.equal('crossed' in client.last.message.plan, false);
  client.last.resolve(answer('third'));
  await settle();
  assert.equal(session.view.id, 'third');
  assert.deepEqual(told.filter(({ type }) => type === 'report').map(({ id }) => id), ['first', 'third']);
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

  await opened();
  session.setRoles('a', ['ignore']);
  await settle();
  session.cancel();
  await settle();
  assert.equal(session.stage, 'done');
  assert.equal(session.view.id, 'first');
  // The engine lost the file: it is read again before it is asked anything.
  session.download('html');
  await settle();
  assert.equal(client.last.task, 'audit');
  client.last.resolve(answer('again'));
  await settle();
  assert.equal(client.last.task, 'render');
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
  session.setPlan({ roles: { nirgends: ['protected'] } });
  await settle();
  client.last.reject(new AuditError('Die Spalte gibt es nicht.'));
  await settle();
  assert.deepEqual([session.stage, session.error, session.view.id], ['done', 'Die Spalte gibt es nicht.', 'first']);
});

test('a remedy is saved as a file of its own; what stands in its way is said, and the report stays', async () => {
  await opened();
  session.remedy([{ do: 'reweigh' }]);
  await settle();
  assert.equal(client.last.task, 'remedy');
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
  session.setRoles('a', ['ignore']);
  await settle();
  client.last.resolve(answer('second'));
  await settle();
  assert.equal(session.remedied, null); // it was of the report before
});

test('another language renders the same report, even if chosen while the audit runs', async () => {
  await opened();
  session.setLanguage('en');
  await settle();
  assert.deepEqual([client.last.task, client.last.message.lang], ['report', 'en']);
  client.last.resolve(answer('english'));
  await settle();
  assert.equal(session.view.id, 'english');

  session.setRoles('a', ['ignore']);
  await settle();
  session.setLanguage('de');
  client.last.resolve(answer('still english'));
  await settle();
  assert.deepEqual([client.last.task, client.last.message.lang], ['report', 'de']);
  client.last.resolve(answer('german'));
  await settle();
  assert.equal(session.view.id, 'german');
});

test('a second audit is not announced, only its report', async () => {
  await opened();
  session.setRoles('a', ['ignore']);
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
