// The engine's C functions, in Node.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { EngineError } from '../../web/engine.js';
import { gzipSync } from 'node:zlib';
import { loadEngine } from './engine.mjs';
import { workbook } from './workbook.mjs';

let engine;
let progress = [];
before(async () => { engine = await loadEngine((stage, done) => progress.push([stage, done])); });

const decode = (bytes) => new TextDecoder().decode(bytes);
function audit(content, { name = 'test.csv', slice = content.length, plan = null, options = {}, lang = 'en' } = {}) {
  engine.open(lang, { name });
  for (let at = 0; at < content.length; at += slice) engine.feed(lang, content.subarray(at, at + slice));
  engine.finish(lang);
  engine.audit(lang, plan, options);
  return JSON.parse(decode(engine.render(lang, '')));
}
const bytes = (text) => new TextEncoder().encode(text);

test('a scenario is invented and audited; every slicing gives the same report', () => {
  const content = engine.scenario('en', { name: 'campaign', rows: 1000, seed: 7, settings: { lang: 'de' } });
  assert.equal(decode(content).trimEnd().split('\n').length, 1001);
  progress = [];
  const whole = audit(content);
  assert.equal(whole.source.rows, 1000);
  assert.ok(progress.length > 0 && progress.every(([stage, done]) => stage.startsWith('progress.') && done >= 0 && done <= 1));
  for (const slice of [1, 7, 4096]) assert.deepEqual(audit(content, { slice }), whole);
});

test('the same seed gives the same file, another seed another', () => {
  const make = (seed) => decode(engine.scenario('en', { name: 'customers', rows: 50, seed }));
  assert.equal(make(3), make(3));
  assert.notEqual(make(3), make(4));
});

test('a report is rendered in both languages and four formats', () => {
  audit(engine.scenario('en', { name: 'contacts', rows: 500 }));
  const german = JSON.parse(decode(engine.render('de', 'json')));
  const english = JSON.parse(decode(engine.render('en', 'json')));
  assert.equal(german.areas[0].title, 'Datenschutz');
  assert.equal(english.areas[0].title, 'Privacy');
  assert.match(decode(engine.render('de', 'html')), /^<!doctype html>/i);
  assert.ok(decode(engine.render('de', 'csv')).length > 100);
  assert.match(decode(engine.render('de', 'md')), /^# /m);
});

test('dots count every row once, by group and decision', () => {
  const lines = ['sex,chosen', ...Array.from({ length: 300 }, (_, i) => `${i % 3 === 0 ? 'Männer' : 'Frauen'},${i % 5 === 0 ? 'yes' : 'no'}`), ',yes'];
  audit(bytes(`${lines.join('\n')}\n`), { plan: { roles: { sex: ['protected'], chosen: ['decision'] }, positive: { chosen: { equals: 'yes' } } } });
  const made = engine.dots('en', 'sex', 'chosen');
  const view = new DataView(made.buffer);
  const [groups, rows] = [view.getUint32(0, true), view.getUint32(4, true)];
  assert.deepEqual([groups, rows], [2, 300]);
  const found = {};
  let at = 8;
  for (let i = 0; i < groups; i += 1) {
    const [n, selected, length] = [0, 4, 8].map((offset) => view.getUint32(at + offset, true));
    found[decode(made.subarray(at + 12, at + 12 + length))] = [n, selected];
    at += 12 + Math.ceil(length / 4) * 4;
  }
  assert.equal(at, made.length);
  assert.deepEqual(found, { Männer: [100, 20], Frauen: [200, 40] });
  assert.deepEqual([...engine.dots('en', 'nothing', 'chosen')], [0, 0, 0, 0, 0, 0, 0, 0]);
});

test('a preview shows cells as the report would', () => {
  const lines = ['email,amount', ...Array.from({ length: 30 }, (_, i) => `person${i}@example.org,${i}`)];
  const plan = { roles: { email: ['identifier'], amount: ['attribute'] } };
  audit(bytes(`${lines.join('\n')}\n`), { plan });
  const hidden = JSON.parse(decode(engine.preview('en', 28, 100)));
  assert.deepEqual(hidden, { first: 28, columns: ['email', 'amount'], rows: [['•••', '28'], ['•••', '29']] });
  audit(bytes(`${lines.join('\n')}\n`), { plan, options: { show_values: true } });
  assert.deepEqual(JSON.parse(decode(engine.preview('en', 0, 1))).rows, [['person0@example.org', '0']]);
});

test('a remedy gives a new file and says what it changed', async () => {
  const lines = ['sex,yes,x'];
  for (let i = 0; i < 100; i += 1) lines.push(`${i < 40 ? 'f' : 'm'},${i < 10 || (i >= 40 && i < 70) ? 1 : 0},${i}`);
  audit(bytes(`${lines.join('\n')}\n`), { plan: { roles: { sex: ['protected'], yes: ['outcome'], x: ['attribute'] }, positive: { yes: { equals: '1' } } } });
  const { file, effects } = engine.remedy('de', [{ do: 'reweigh', column: 'sex' }]);
  const made = (await file.text()).trimEnd().split('\n');
  assert.deepEqual([made.length, made[0], made[1], made.at(-1)], [101, 'sex,yes,x,weight', 'f,1,0,1.6', 'm,0,99,1.2']);
  assert.equal(effects.length, 1);
  assert.match(effects[0], /^Gewichte von 0,800 bis 1,600: .*25 Punkte.*100 gewichtete Zeilen sagen so viel wie 93 ungewichtete/);
  for (const [remedies, wanted] of [[[], /Abhilfe/], [[{ do: 'magic' }], /„magic“/], [[{ do: 'thresholds' }], /thresholds/], [[{ do: 'repair', columns: ['gone'] }], /„gone“/], ['nonsense', /./]]) {
    assert.throws(() => engine.remedy('de', remedies), (error) => error instanceof EngineError && wanted.test(error.message) && !/[⟦{]\w/.test(error.message));
  }
  // The audit is still there.
  assert.ok(JSON.parse(decode(engine.render('de', ''))).checks.length > 10);
});

test('what is wrong is one sentence in the language asked for', () => {
  const failing = (work, pattern) => assert.throws(work, (error) => error instanceof EngineError && pattern.test(error.message) && !/[⟦{]/.test(error.message));
  failing(() => audit(bytes(''), { lang: 'de', name: 'leer.csv' }), /leer\.csv.*leer/);
  failing(() => audit(bytes('a,b\n'), { lang: 'en', name: 'header.csv' }), /header/);
  failing(() => audit(bytes('a,b\n1,2\n3,4\n'), { lang: 'de', plan: { roles: { c: ['protected'] } } }), /„c“/);
  failing(() => audit(bytes('a,b\n1,2\n3,4\n'), { lang: 'en', options: { rules: 'moon-2099' } }), /moon-2099/);
  failing(() => engine.scenario('de', { name: 'nirgends' }), /nirgends/);
  engine.open('en', { name: 'x.csv' });
  failing(() => engine.audit('en', null, {}), /No file is open/);
  failing(() => engine.render('de', 'html'), /keine Datei geöffnet/);
  // And afterwards it works as before.
  assert.equal(audit(bytes('a,b\n1,2\n3,4\n')).source.rows, 2);
});

test('the page gets its texts, both languages the same keys', () => {
  const [german, english] = ['de', 'en'].map((lang) => engine.texts(lang));
  assert.deepEqual(Object.keys(german).sort(), Object.keys(english).sort());
  assert.ok('page.choose' in german && 'report.status.fail' in german);
  assert.match(engine.text('de', 'error.page.out_of_memory', { name: 'groß.csv' }), /„groß\.csv“ ist zu groß/);
});

test('when memory is used up, the engine says so in a way the worker understands', async () => {
  const full = await loadEngine();
  // Claimed, never touched.
  while (full.module._malloc(500e6)) ;
  assert.throws(() => full.call('slice', 600e6), (error) => error.outOfMemory === true);
});

test('a workbook is read by offset, a gzipped file in order', () => {
  const rows = [['name', 'ort'], ...Array.from({ length: 40 }, (_, i) => [`Ümit ${i}`, i % 2])];
  const book = workbook({ Kunden: rows, Klein: [['a'], [1]] });
  assert.equal(engine.byOffset(book.subarray(0, 65536)), true);
  const read = (sheet, readAt = (at, length) => book.subarray(at, at + length)) => {
    engine.open('en', { name: 'kunden.xlsx', sheet });
    engine.read('en', book.length, readAt);
    engine.audit('en', null, {});
    return JSON.parse(decode(engine.render('en', ''))).source;
  };
  const source = read();
  assert.deepEqual([source.format, source.sheet, source.sheets, source.rows], ['xlsx', 'Kunden', ['Kunden', 'Klein'], 40]);
  assert.equal(read('Klein').rows, 1);
  assert.throws(() => read('Nichts'), (error) => error instanceof EngineError && /Kunden, Klein/.test(error.message));
  // What the file's reader throws arrives; what it cannot give is told.
  assert.throws(() => read(null, () => { throw new RangeError('gone'); }), RangeError);
  assert.throws(() => read(null, () => new Uint8Array(1)), EngineError);

  const text = rows.map((row) => row.join(',')).join('\n');
  const packed = gzipSync(text);
  assert.equal(engine.byOffset(packed), false);
  const report = audit(packed, { slice: 7 });
  assert.deepEqual([report.source.format, report.source.compression, report.source.rows], ['csv', 'gzip', 40]);
});
