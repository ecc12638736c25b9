// The engine's door, in Node.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { visibleText } from '../../web/dom.js';
import { EngineError } from '../../web/engine.js';
import { gzipSync } from 'node:zlib';
import { loadEngine } from './engine.mjs';
import { warmUp } from '../../web/warm_up.js';
import { workbook } from './workbook.mjs';

let engine;
let progress = [];
before(async () => {
  engine = await loadEngine((stage, done) => progress.push([stage, done]));
});

const decode = (bytes) => new TextDecoder().decode(bytes);
function audit(content, { name = 'test.csv', slice = content.length, plan = null, options = {}, lang = 'en' } = {}) {
  read(content, { name, slice, lang });
  engine.request({ request: 'plan', plan, lang });
  return JSON.parse(decode(engine.request({ request: 'audit', ...options, lang }).bytes));
}
function read(content, { name = 'test.csv', input = 'current', slice = content.length, lang = 'en' } = {}) {
  engine.request({ request: 'open', name, input, lang });
  for (let at = 0; at < content.length; at += slice) engine.feed(lang, content.subarray(at, at + slice));
  engine.finish(lang);
}
const ask = (request, rest = {}) => engine.request({ request, lang: 'en', ...rest });
const invent = (rest) => ask('scenario', rest).bytes;
const render = (lang, format) => decode(ask('render', { lang, format }).bytes);
const bytes = (text) => new TextEncoder().encode(text);

test('a scenario is invented and audited; every slicing gives the same report', () => {
  const content = invent({ name: 'campaign', rows: 1000, seed: 7, settings: { lang: 'de' } });
  assert.equal(decode(content).trimEnd().split('\n').length, 1001);
  progress = [];
  const whole = audit(content);
  assert.equal(whole.source.rows, 1000);
  assert.ok(
    progress.length > 0 && progress.every(([stage, done]) => stage.startsWith('progress.') && done >= 0 && done <= 1),
  );
  for (const slice of [1, 7, 4096]) assert.deepEqual(audit(content, { slice }), whole);
});

test('the same seed gives the same file, another seed another', () => {
  const make = (seed) => decode(invent({ name: 'customers', rows: 50, seed }));
  assert.equal(make(3), make(3));
  assert.notEqual(make(3), make(4));
});

test('a report is rendered in both languages and four formats', () => {
  audit(invent({ name: 'contacts', rows: 500 }));
  const german = JSON.parse(render('de', 'json'));
  const english = JSON.parse(render('en', 'json'));
  assert.equal(german.areas[0].title, 'Datenschutz');
  assert.equal(english.areas[0].title, 'Privacy');
  assert.match(render('de', 'html'), /^<!doctype html>/i);
  assert.ok(render('de', 'csv').length > 100);
  assert.match(render('de', 'md'), /^# /m);
});

test('dots count every row once, by group and decision', () => {
  const lines = [
    'sex,chosen',
    ...Array.from({ length: 300 }, (_, i) => `${i % 3 === 0 ? 'Männer' : 'Frauen'},${i % 5 === 0 ? 'yes' : 'no'}`),
    ',yes',
  ];
  audit(bytes(`${lines.join('\n')}\n`), {
    plan: { roles: { sex: ['protected'], chosen: ['decision'] }, positive: { chosen: { equals: 'yes' } } },
  });
  const made = ask('dots', { group: 'sex', decision: 'chosen' }).bytes;
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
  assert.deepEqual([...ask('dots', { group: 'nothing', decision: 'chosen' }).bytes], [0, 0, 0, 0, 0, 0, 0, 0]);
});

test('changes of the plan are made by the engine, and taken back', () => {
  const lines = [
    'sex,age,chosen',
    ...Array.from({ length: 90 }, (_, i) => `${i % 2 ? 'f' : 'm'},${20 + (i % 40)},${i % 3 ? 'no' : 'yes'}`),
  ];
  const plan = { roles: { sex: ['protected'], age: ['attribute'], chosen: ['decision'] }, favoured: { sex: 'm' } };
  audit(bytes(`${lines.join('\n')}\n`), { plan });
  const edited = ask('edit', {
    edits: [
      { edit: 'toggle_role', column: 'age', role: 'protected' },
      { edit: 'favoured', column: 'sex', favoured: 'f' },
    ],
  });
  assert.deepEqual(
    [edited.plan.roles.age, edited.plan.favoured, edited.undoable],
    [['attribute', 'protected'], { sex: 'f' }, 1],
  );
  const report = JSON.parse(decode(ask('audit').bytes));
  assert.deepEqual(report.plan.crossed, [['sex', 'age']]);
  assert.deepEqual(ask('choices', { column: 'sex' }).favoured, { values: ['m', 'f'], chosen: 'f' });
  assert.deepEqual(ask('choices', { column: 'chosen' }).positive, { values: ['no', 'yes'], chosen: 'yes' });
  assert.deepEqual(
    ask('choices', { column: 'age' })
      .roles.filter(({ on }) => on)
      .map(({ role }) => role),
    ['protected', 'attribute'],
  );
  const back = ask('undo');
  assert.deepEqual([back.plan, back.undoable], [{ version: 1, ...plan }, 0]);
  // What does not fit is refused, and the plan stays.
  const refused = (edits, pattern) =>
    assert.throws(
      () => ask('edit', { edits }),
      (error) => error instanceof EngineError && pattern.test(error.message),
    );
  refused(
    [
      { edit: 'favoured', column: 'sex', favoured: 'f' },
      { edit: 'toggle_role', column: 'gone', role: 'score' },
    ],
    /“gone”/,
  );
  refused([{ edit: 'toggle_role', column: 'sex', role: 'protekted' }], /“protected”/);
  refused([{ edit: 'colour' }], /“colour”/);
  assert.deepEqual(ask('edit', { edits: [] }).plan, { version: 1, ...plan });
});

test('a long finding is handed out in pages', () => {
  const lines = ['town,chosen', ...Array.from({ length: 1200 }, (_, i) => `T${i % 60},${i % 7 < 3 ? 'yes' : 'no'}`)];
  const report = audit(bytes(`${lines.join('\n')}\n`), {
    plan: { roles: { town: ['protected'], chosen: ['decision'] }, positive: { chosen: { equals: 'yes' } } },
  });
  const check = report.checks.findIndex(({ id }) => id === 'bias.group_rates');
  const pages = [0, 1].map((page) => ask('detail', { check, page }));
  assert.deepEqual(
    pages.map(({ first, total, groups }) => [first, total, groups.length]),
    [
      [0, 60, 50],
      [50, 60, 10],
    ],
  );
  assert.deepEqual([...pages[0].groups, ...pages[1].groups], report.checks[check].groups);
  assert.equal(pages[1].table.rows.length, 10);
  assert.throws(() => ask('detail', { check, page: 2 }), /page number 2/);
  assert.throws(() => ask('detail', { check: 9999 }), /9,?999/);
});

test('an older file is read beside it, its columns matched by name', () => {
  audit(bytes('sex,age\nf,1\nm,2\n'));
  read(bytes('Sex;city\nf;B\nm;C\nm;C\n'), { name: 'old.csv', input: 'reference' });
  const { inputs } = JSON.parse(decode(ask('audit').bytes));
  assert.deepEqual(
    inputs.map(({ input, name, rows, columns }) => [input, name, rows, columns]),
    [
      ['current', 'test.csv', 2, 2],
      ['reference', 'old.csv', 3, 2],
    ],
  );
  assert.deepEqual(
    [inputs[1].matched, inputs[1].only_current, inputs[1].only_other],
    [[{ current: 'sex', other: 'Sex' }], ['age'], ['city']],
  );
  read(bytes('age|sex\n1|f\n'), { name: 'all.csv', input: 'population' });
  const all = JSON.parse(decode(ask('audit').bytes)).inputs;
  assert.deepEqual(
    all.map(({ input, delimiter }) => [input, delimiter]),
    [
      ['current', ','],
      ['reference', ';'],
      ['population', '|'],
    ],
  );
  assert.throws(() => read(bytes('a,b\n'), { name: 'older.csv', input: 'reference' }), /older\.csv/);
});

test('a request that is none is refused by name', () => {
  const refused = (request, pattern) =>
    assert.throws(
      () => engine.request(request),
      (error) => error instanceof EngineError && pattern.test(error.message) && !/[⟦{]/.test(error.message),
    );
  refused({ request: 'sing', lang: 'en' }, /“sing”.*audit/);
  refused({ request: 'sing', lang: 'de' }, /„sing“ gibt es nicht/);
  refused({ lang: 'en' }, /no request/);
  refused({ request: 'dots', lang: 'en', group: 'sex' }, /“decision”/);
  refused({ request: 'dots', lang: 'en', group: 7, decision: 'x' }, /“group”/);
  refused({ request: 'undo', lang: 'fr' }, /“lang”/);
  refused({ request: 'texts', lang: 'en', colour: 1 }, /“colour”/);
  refused({ request: 'render', lang: 'en', format: 'pdf' }, /“format”/);
  refused({ request: 'detail', lang: 'en', check: -1 }, /“check”/);
  refused([], /not valid JSON/);
  let deep = [];
  for (let i = 0; i < 2000; i += 1) deep = [deep];
  refused({ request: 'plan', lang: 'en', plan: { a: deep } }, /not valid JSON/);
});

test('a remedy gives a new file and says what it changed', async () => {
  const lines = ['sex,yes,x'];
  for (let i = 0; i < 100; i += 1) lines.push(`${i < 40 ? 'f' : 'm'},${i < 10 || (i >= 40 && i < 70) ? 1 : 0},${i}`);
  audit(bytes(`${lines.join('\n')}\n`), {
    plan: { roles: { sex: ['protected'], yes: ['outcome'], x: ['attribute'] }, positive: { yes: { equals: '1' } } },
  });
  const { pieces, effects } = ask('remedy', { lang: 'de', remedies: [{ do: 'reweigh', column: 'sex' }] });
  const made = (await new Blob(pieces).text()).trimEnd().split('\n');
  assert.deepEqual([made.length, made[0], made[1], made.at(-1)], [101, 'sex,yes,x,weight', 'f,1,0,1.6', 'm,0,99,1.2']);
  assert.equal(effects.length, 1);
  assert.match(
    effects[0],
    /^Gewichte von 0,800 bis 1,600: .*25 Punkte.*100 gewichtete Zeilen sagen so viel wie 93 ungewichtete/,
  );
  for (const [remedies, wanted] of [
    [[{ do: 'magic' }], /„magic“/],
    [[{ do: 'thresholds' }], /thresholds/],
    [[{ do: 'repair', columns: ['gone'] }], /„gone“/],
    ['nonsense', /„remedies“/],
  ]) {
    assert.throws(
      () => ask('remedy', { lang: 'de', remedies }),
      (error) => error instanceof EngineError && wanted.test(error.message) && !/[⟦{]\w/.test(error.message),
    );
  }
  // The audit is still there.
  assert.ok(JSON.parse(render('de', '')).checks.length > 10);
});

test('what is wrong is one sentence in the language asked for', () => {
  const failing = (work, pattern) =>
    assert.throws(
      work,
      (error) => error instanceof EngineError && pattern.test(error.message) && !/[⟦{]/.test(error.message),
    );
  failing(() => audit(bytes(''), { lang: 'de', name: 'leer.csv' }), /leer\.csv.*leer/);
  failing(() => audit(bytes('a,b\n'), { lang: 'en', name: 'header.csv' }), /header/);
  failing(() => audit(bytes('a,b\n1,2\n3,4\n'), { lang: 'de', plan: { roles: { c: ['protected'] } } }), /„c“/);
  failing(() => audit(bytes('a,b\n1,2\n3,4\n'), { lang: 'en', options: { rules: 'moon-2099' } }), /moon-2099/);
  failing(() => ask('scenario', { lang: 'de', name: 'nirgends' }), /nirgends/);
  ask('open', { name: 'x.csv' });
  failing(() => ask('audit'), /No file is open/);
  failing(() => ask('render', { lang: 'de', format: 'html' }), /keine Datei geöffnet/);
  // And afterwards it works as before.
  assert.equal(audit(bytes('a,b\n1,2\n3,4\n')).source.rows, 2);
});

test('the page gets its texts, both languages the same keys', () => {
  const [german, english] = ['de', 'en'].map((lang) => ask('texts', { lang }).texts);
  assert.deepEqual(Object.keys(german).sort(), Object.keys(english).sort());
  assert.ok('page.choose' in german && 'report.status.fail' in german);
  assert.match(
    ask('text', { lang: 'de', key: 'error.page.out_of_memory', args: { name: 'groß.csv' } }).text,
    /„groß\.csv“ ist zu groß/,
  );
});

test('the page hides the same characters as the engine', () => {
  const every = Array.from({ length: 0x110000 }, (_, code) => code).filter((code) => code < 0xd800 || code > 0xdfff);
  for (let at = 0; at < every.length; at += 0x4000) {
    const text = String.fromCodePoint(...every.slice(at, at + 0x4000));
    const shown = ask('text', { lang: 'en', key: 'page.file', args: { name: text, rows: 1, columns: 1 } }).text;
    assert.equal(shown.slice(0, shown.lastIndexOf(':')), visibleText(text));
  }
});

test('when memory is used up, the engine says so in a way the worker understands', async () => {
  const full = await loadEngine();
  // Claimed, never touched.
  while (full.module._malloc(500e6));
  assert.throws(
    () => full.module._klarsicht_slice(600e6),
    (error) => error.outOfMemory === true,
  );
});

test('a file in a code page says what else it can be read in, also where one was chosen', () => {
  const bytes = Buffer.from('id;name\n1;M\x81ller\n2;Gro\xe1\n', 'latin1');
  const source = (encoding) => {
    ask('open', { lang: 'en', name: 'kunden.csv', encoding });
    engine.feed('en', bytes);
    engine.finish('en');
    return JSON.parse(decode(ask('audit', { lang: 'en' }).bytes)).source;
  };
  const guessed = source(null);
  const chosen = source('macintosh');
  assert.deepEqual([guessed.encodings[0], guessed.encodings.length], [guessed.encoding, 11]);
  assert.deepEqual([chosen.encoding, chosen.encodings[0], chosen.encoding_sure], ['macintosh', 'macintosh', undefined]);
  assert.deepEqual(chosen.encodings.toSorted(), guessed.encodings.toSorted());
  assert.equal(audit(Buffer.from('id;name\n1;Müller\n')).source.encodings, undefined);
});

test('a workbook is read by offset, a gzipped file in order', () => {
  const rows = [['name', 'ort'], ...Array.from({ length: 40 }, (_, i) => [`Ümit ${i}`, i % 2])];
  const book = workbook({ Kunden: rows, Klein: [['a'], [1]] });
  assert.equal(engine.byOffset(book.subarray(0, 65536)), true);
  const read = (sheet, readAt = (at, length) => book.subarray(at, at + length)) => {
    ask('open', { lang: 'en', name: 'kunden.xlsx', ...(sheet ? { sheet } : {}) });
    engine.read('en', book.length, readAt);
    return JSON.parse(decode(ask('audit', { lang: 'en' }).bytes)).source;
  };
  const source = read();
  assert.deepEqual(
    [source.format, source.sheet, source.sheets, source.rows],
    ['xlsx', 'Kunden', ['Kunden', 'Klein'], 40],
  );
  assert.equal(read('Klein').rows, 1);
  assert.throws(
    () => read('Nichts'),
    (error) => error instanceof EngineError && /Kunden, Klein/.test(error.message),
  );
  // What the file's reader throws arrives; what it cannot give is told.
  assert.throws(
    () =>
      read(null, () => {
        throw new RangeError('gone');
      }),
    RangeError,
  );
  assert.throws(() => read(null, () => new Uint8Array(1)), EngineError);

  const text = rows.map((row) => row.join(',')).join('\n');
  const packed = gzipSync(text);
  assert.equal(engine.byOffset(packed), false);
  const report = audit(packed, { slice: 7 });
  assert.deepEqual([report.source.format, report.source.compression, report.source.rows], ['csv', 'gzip', 40]);
});

test('what makes the code fast goes through a whole audit, and can be done again', async () => {
  const own = await loadEngine();
  warmUp(own);
  warmUp(own);
  const report = JSON.parse(decode(own.request({ request: 'render', format: 'json', lang: 'de' }).bytes));
  assert.ok(report.checks.length > 20);
});
