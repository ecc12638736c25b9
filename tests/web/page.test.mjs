// The page's own JavaScript, as far as it needs no browser.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bundle, withoutComments } from '../../script/pack.mjs';
import { mayEmbed, read } from '../../web/embedding.js';
import { visibleText } from '../../web/dom.js';
import { lockedPolicy } from '../../web/policy.js';
import { planTextIn, readingOf } from '../../web/choices.js';
import { chosenOf, remediesOf } from '../../web/remedies.js';
import { pageFrom, partFrom, settingsFrom } from '../../web/settings.js';
import { viewOf } from '../../web/view.js';
import { Words } from '../../web/words.js';

globalThis.File ??= (await import('node:buffer')).File; // Node 18
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const texts = (lang) =>
  Object.assign(
    {},
    ...['page', 'report'].map((topic) =>
      JSON.parse(readFileSync(join(root, `assets/i18n/${lang}/${topic}.json`), 'utf8')),
    ),
  );

test('the address decides before the system', () => {
  assert.deepEqual(settingsFrom('?lang=de&theme=dark', ['en-US'], false), {
    lang: 'de',
    theme: 'dark',
    followsSystem: false,
  });
  assert.deepEqual(settingsFrom('', ['fr-FR', 'de-CH', 'en'], true), {
    lang: 'de',
    theme: 'dark',
    followsSystem: true,
  });
  assert.deepEqual(settingsFrom('?lang=xx&theme=pink', ['fr'], false), {
    lang: 'en',
    theme: 'light',
    followsSystem: true,
  });
});

test('a deep link names a page; anything else is the start', () => {
  assert.equal(pageFrom('#/bias'), 'bias');
  assert.equal(pageFrom('#/columns?x'), 'columns');
  assert.deepEqual([pageFrom('#/bias/measures'), partFrom('#/bias/measures')], ['bias', 'measures']);
  for (const hash of ['', '#/bias', '#/bias/', '#/bias/Measures', '#/bias/measures/x', '#//x'])
    assert.equal(partFrom(hash), '', hash);
  for (const hash of ['', '#', '#/', '#/nothing', '#bias', '#/constructor'])
    assert.equal(pageFrom(hash), 'start', hash);
});

test('texts show values and pick forms of number', () => {
  const words = new Words(
    { a: '{n} {n|Zeile|Zeilen} in {name}', list: ['x', 'y'], 'report.yes': 'ja', 'report.no': 'nein' },
    'de',
  );
  assert.equal(words.text('a', { n: 1, name: 'k.csv' }), '1 Zeile in k.csv');
  assert.equal(words.text('a', { n: 12345, name: 'k.csv' }), '12.345 Zeilen in k.csv');
  assert.equal(words.text('nothing'), '⟦nothing⟧');
  assert.deepEqual(words.list('list'), ['x', 'y']);
  assert.deepEqual(
    [true, null, 0.43271, '-'].map((value) => words.value(value)),
    ['ja', '–', '0,4327', '-'],
  );
});

for (const lang of ['de', 'en']) {
  test(`every text of the page that the scripts name exists (${lang})`, () => {
    const have = texts(lang);
    const sources = ['main.js', 'mirror.js', 'finding.js', 'roles.js', 'worker.js', 'words.js', 'engine_client.js']
      .map((name) => readFileSync(join(root, 'web', name), 'utf8'))
      .join('\n');
    const named = [...sources.matchAll(/'((?:error\.)?page\.[a-z_.]*[a-z])'/g)].map(([, key]) => key);
    assert.ok(named.length > 30);
    for (const key of named) assert.ok(key in have, key);
  });
}

test('a check keeps its place and shows what its chart draws, else its groups; both if they come in pages', () => {
  const base = { status: 'warn', severity: 'low', subject: [] };
  const table = (text) => ({
    columns: [{ name: 'label', label: 'Item', numeric: false }],
    rows: [[text], [['20%', '10% to 30%']]],
    more: 3,
  });
  const { checks } = viewOf({
    source: {},
    plan: {},
    values_shown: false,
    areas: [],
    columns: [],
    checks: [
      {
        ...base,
        id: 'a',
        chart: { title: 't', table: table('drawn') },
        table: table('groups'),
        figures: [{ name: 'k', label: 'k', text: '5' }],
      },
      { ...base, id: 'b', status: 'fail', chart: null, table: table('groups') },
      { ...base, id: 'c', status: 'not_assessed', table: table('groups') },
      { ...base, id: 'd' },
      { ...base, id: 'e', order: 4, chart: { title: 't', table: table('x') }, table: table('y'), groups_total: 5 },
    ],
  });
  assert.deepEqual(
    checks.map(({ id }) => id),
    ['a', 'b', 'c', 'd', 'e'],
  );
  assert.deepEqual(checks[0].tables, [{ ...table('drawn'), title: 't' }]);
  assert.deepEqual(checks[0].figures, [{ name: 'k', label: 'k', text: '5' }]);
  assert.deepEqual(checks[1].tables, [table('groups')]);
  for (const check of checks.slice(2, 4)) assert.deepEqual([check.tables, check.figures], [[], []]);
  assert.deepEqual(
    [checks[4].order, checks[4].tables],
    [
      4,
      [
        { ...table('x'), title: 't' },
        { ...table('y'), pages: 1 },
      ],
    ],
  );
});

test('a card is read in place of the checks that it stands for', () => {
  const check = (id) => ({ id, status: 'warn', subject: [] });
  const view = viewOf({
    source: {},
    columns: [],
    areas: [],
    checks: [check('a'), check('p'), check('b'), check('p'), check('c')],
    cards: [{ ...check('card'), stands_for: [1, 3], head: ['x'], sections: [{ title: 't' }] }],
  });
  assert.deepEqual(
    view.checks.map(({ id }) => id),
    ['a', 'card', 'b', 'c'],
  );
  assert.deepEqual([view.checks[1].sections, view.checks[0].sections], [[{ title: 't' }], []]);
});

test('the verdict and the offers are those of the report', () => {
  const view = viewOf({
    source: {},
    columns: [],
    checks: [],
    areas: [],
    verdict: ['2 need a decision.', '1 is open.'],
    measure_tree: { questions: [1] },
    offered_remedies: [2],
  });
  assert.deepEqual(
    [view.verdict, view.measureTree, view.remedies, view.inputs],
    ['2 need a decision. 1 is open.', { questions: [1] }, [2], []],
  );
});

test('only the own origin and those named may embed', () => {
  const own = 'https://own.example';
  for (const list of ['', 'self', 'https://a.example']) assert.ok(mayEmbed(list, own, own), list);
  for (const list of ['', 'self']) assert.ok(!mayEmbed(list, 'https://a.example', own), list);
  assert.ok(mayEmbed('*', 'https://a.example', own));
  assert.ok(mayEmbed(' https://a.example  https://b.example ', 'https://b.example', own));
  assert.ok(!mayEmbed('https://a.example', 'https://a.example.evil', own));
  assert.ok(!mayEmbed('self', 'self', own));
  // A page from disk, or one without an origin, is nobody in particular.
  assert.ok(!mayEmbed('null', 'null', own));
  assert.ok(!mayEmbed('self', 'null', 'null'));
});

test('who may embed is nobody but the own origin, unless somebody is named', () => {
  const html = readFileSync(join(root, 'web/index.html'), 'utf8');
  assert.equal(/<meta name="klarsicht-embedders" content="([^"]*)">/.exec(html)[1], 'self');
});

test('of a parent’s message only what is well formed counts', () => {
  assert.deepEqual(read({ klarsicht: 1, type: 'settings', lang: 'de', theme: 'pink', page: '../x' }), {
    type: 'settings',
    given: { lang: 'de' },
  });
  for (const bad of [
    null,
    'x',
    {},
    { type: 'settings' },
    { klarsicht: 2, type: 'settings' },
    { klarsicht: 1, type: 'open', file: 'text' },
    { klarsicht: 1, type: 'eval' },
  ]) {
    assert.equal(read(bad), null);
  }
  const { file, plan } = read({ klarsicht: 1, type: 'open', file: new Blob(['a']), name: 'a.csv', plan: 'x' });
  assert.equal(file.name, 'a.csv');
  assert.equal(plan, null);
  const beside = read({
    klarsicht: 1,
    type: 'open',
    file: new Blob(['a']),
    reference: new Blob(['b']),
    referenceName: 'old.csv',
    population: new Blob(['c']),
  });
  assert.deepEqual([beside.reference.name, beside.population.name], ['old.csv', 'population.csv']);
  assert.equal(read({ klarsicht: 1, type: 'open', file: new Blob(['a']), population: 'text' }).population, null);
});

test('the locked policy allows no connection and no script from anywhere', () => {
  assert.match(lockedPolicy, /default-src 'none'/);
  assert.match(lockedPolicy, /connect-src 'none'/);
  assert.doesNotMatch(lockedPolicy, /'self'|'unsafe-|\*|https?:/);
});

test('the modules become one script that declares no name twice', () => {
  for (const entry of ['main.js', 'worker.js']) {
    const script = bundle(join(root, 'web', entry));
    assert.doesNotMatch(script, /^(import|export)\b/m);
    new Function(script); // it parses
  }
});

test('comments are left out, what only looks like one is not', () => {
  assert.equal(
    withoutComments("// first\nconst a = 'http://x'; /* two */ const b = `//${a}/* */`;"),
    "\nconst a = 'http://x';   const b = `//${a}/* */`;",
  );
  assert.equal(withoutComments('const slashes = /\\/\\/.*/; // end'), 'const slashes = /\\/\\/.*/; ');
  // A comment of two lines ends a statement.
  const source = 'let n = 1\nconst f = () => { return /* nothing\nmore */ n }\nexport { f }';
  assert.match(withoutComments(source), /return \n n/);
  for (const entry of ['main.js', 'worker.js'])
    assert.doesNotMatch(bundle(join(root, 'web', entry)), /^\s*(\/\/|\/\*)/m);
});

test('the packed pages have their policies', { skip: !existsSync(join(root, 'dist/index.html')) }, () => {
  const html = readFileSync(join(root, 'dist/index.html'), 'utf8');
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)[1];
  assert.match(policy, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
  for (const directive of [
    "form-action 'none'",
    "base-uri 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    'worker-src blob:',
  ])
    assert.ok(policy.includes(directive), directive);
  assert.doesNotMatch(policy, /'unsafe-(eval|inline)'/);
  assert.doesNotMatch(html, /<script(?![^>]*src=)(?! type="text\/plain")|\son\w+=/, 'no script in the page itself');
  assert.doesNotMatch(html, /klarsicht:(policy|style|licences|scripts) -->/);
  const notices = /<script type="text\/plain" id="licences">([^<]*(?:<(?!\/script)[^<]*)*)<\/script>/.exec(html)[1];
  for (const part of ['SIL OPEN FONT LICENSE', 'Omar Cornut', 'ISC License', 'Niels Lohmann'])
    assert.ok(notices.includes(part), `the notices name ${part}`);
  assert.equal(readFileSync(join(root, 'dist/licences.txt'), 'utf8'), notices);
});

test('a remedy becomes a step of a plan, of what the report offers and what a person chose', () => {
  const by = (field) => ({
    id: 'by',
    several: false,
    default: ['sex'],
    options: ['sex', 'age'].map((id) => ({ id, label: id, sets: { [field]: id } })),
  });
  const parity = {
    id: 'parity',
    several: false,
    default: ['equal'],
    options: [
      { id: 'equal', sets: { parity: 'equal' } },
      { id: 'odds', sets: { parity: 'odds', randomised: true } },
    ],
  };
  const columns = {
    id: 'columns',
    several: true,
    default: [],
    options: ['income', 'score'].map((id) => ({ id, label: id, sets: { columns: [id] } })),
  };
  const thresholds = {
    id: 'thresholds',
    step: { do: 'thresholds', costs: { tp: 2 } },
    parameters: [by('column'), parity],
  };
  const repair = { id: 'repair', step: { do: 'repair' }, parameters: [by('protected'), columns] };
  assert.deepEqual(remediesOf(thresholds, {}), [
    { do: 'thresholds', costs: { tp: 2 }, column: 'sex', parity: 'equal' },
  ]);
  assert.deepEqual(remediesOf(thresholds, { by: ['age'], parity: ['odds'] }), [
    { do: 'thresholds', costs: { tp: 2 }, column: 'age', parity: 'odds', randomised: true },
  ]);
  assert.equal(remediesOf(repair, { by: ['age'] }), null, 'which column?');
  assert.deepEqual(remediesOf(repair, { by: ['age'], columns: ['score', 'income'] }), [
    { do: 'repair', protected: 'age', columns: ['income', 'score'] },
  ]);
  assert.deepEqual(repair.step, { do: 'repair' }, 'the offer stays as it is');
  // Of another file: what is not offered is not chosen.
  assert.deepEqual(
    chosenOf(by('column'), { by: ['region'] }).map(({ id }) => id),
    ['sex'],
  );
  assert.deepEqual(
    chosenOf(columns, { columns: ['gone', 'score'] }).map(({ id }) => id),
    ['score'],
  );
});

test('what a page shows cannot turn or hide what stands around it', () => {
  for (const bad of [
    '\x1b',
    '\x9b',
    '\x7f',
    '\0',
    '\r',
    '\u202e',
    '\u2066',
    '\u200f',
    '\u2028',
    '\ufeff',
    '\u{e0041}',
    '\uffff',
  ])
    assert.equal(visibleText(`a${bad}b`), 'a\ufffdb');
  const fine = 'Müller\tи\n日本 👩‍👧 العربية 1.234,5 é';
  assert.equal(visibleText(fine), fine);
  assert.equal(visibleText(5), '5');
});

test('a dropped file is a plan where it is meant as one, broken or not', () => {
  const plan = JSON.stringify({ version: 1, roles: { a: ['ignore'] } });
  assert.equal(planTextIn(plan), plan);
  assert.equal(planTextIn(`\uFEFF${plan}`), plan);
  assert.equal(planTextIn(`{"format": "klarsicht-report", "version": 1, "plan": ${plan}}`), plan, "a report's");
  const broken = ['{"version": 1, "roles": []}', '{"roles": {}}', '{\n  "roles": {"a": ["ignore"],}\n}'];
  for (const text of broken) assert.equal(planTextIn(text), text);
  const data = ['', '[]', 'null', '1', '{"version": 1}', '{', '[{"roles": {}}]', '{"id": 1, "roles": ["admin"]}'];
  data.push('{"id": 1, "roles": ["admin"]}\n{"id": 2, "roles": []}\n', '{"roles": {}}\n{"roles": {}}\n');
  for (const other of data) assert.equal(planTextIn(other), null, other);
});

test('what is chosen of the reading is what a plan says of it', () => {
  assert.deepEqual(readingOf({ 'read|delimiter': '', 'read|header': '', 'read|encoding': '' }), {});
  assert.deepEqual(readingOf({ 'read|delimiter': '\t', 'read|header': 'no', 'read|sheet': 'Blatt 2' }), {
    delimiter: '\t',
    header: false,
    sheet: 'Blatt 2',
  });
  assert.deepEqual(readingOf({ 'read|header': 'yes' }), { header: true });
});
