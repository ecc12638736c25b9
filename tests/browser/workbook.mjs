// Excel workbooks and gzipped files through the page: read by offset in the worker, the same report as of the same
// rows as CSV, another sheet chosen.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { workbook } from '../web/workbook.mjs';
import { audited, choose, data, goTo, open, test } from './harness.mjs';

const rows = [
  ['kunde', 'geschlecht', 'gutschein'],
  ...Array.from({ length: 400 }, (_, i) => [
    1000 + i,
    i % 2 === 0 ? 'weiblich' : 'männlich',
    (i % 2 === 0 ? i < 60 : i < 200) ? 'ja' : 'nein',
  ]),
];
const other = [['ort', 'umsatz'], ...Array.from({ length: 30 }, (_, i) => [`Ort ${i}`, i * 10])];
const file = (name, buffer) => ({ name, mimeType: '', buffer });

test('a workbook is audited; the largest sheet first, another on demand', async () => {
  const page = await open('?lang=de');
  await choose(page, file('kunden.xlsx', workbook({ Orte: other, Kunden: rows, Leer: [] })));
  await audited(page, 'kunden.xlsx');
  assert.match(await page.textContent('.file'), /400 Zeilen, 3 Spalten/);
  assert.equal(await page.inputValue('select[data-sheet]'), 'Kunden');
  await page.selectOption('select[data-sheet]', 'Orte');
  await page.waitForFunction(() => document.querySelector('.file')?.textContent.includes('30 Zeilen'));
  assert.equal(await page.inputValue('select[data-sheet]'), 'Orte');
  await page.selectOption('select[data-sheet]', 'Leer');
  await page.waitForFunction(() => document.querySelector('#error')?.textContent.includes('leer'));
  assert.deepEqual(page.errors, []);
});

test('a file that was read as other letters is read again as it should be', async () => {
  const page = await open('?lang=de');
  const text = 'Größe;Käufer\n' + Array.from({ length: 200 }, (_, i) => `${i};${i % 3 ? 'ja' : 'nö'}\n`).join('');
  const cp850 = { ö: '\x94', ß: '\xe1', ä: '\x84' };
  await choose(
    page,
    file(
      'dos.csv',
      Buffer.from(
        text.replace(/[ößä]/g, (letter) => cp850[letter]),
        'latin1',
      ),
    ),
  );
  await audited(page, 'dos.csv');
  const columns = () => page.$$eval('#columns tbody th', (all) => all.map((one) => one.textContent));
  for (const [encoding, names] of [
    ['macintosh', ['Grî·e', 'KÑufer']],
    ['cp850', ['Größe', 'Käufer']],
  ]) {
    await page.selectOption('select[data-encoding]', encoding);
    await page.waitForSelector(`select[data-encoding="${encoding}"]`);
    assert.equal(await page.inputValue('select[data-encoding]'), encoding);
    await goTo(page, 'columns');
    assert.deepEqual(await columns(), names);
  }
  assert.deepEqual(page.errors, []);
});

test('a workbook and a gzipped file say what the CSV file says', async () => {
  const page = await open('?lang=de');
  const text = rows.map((row) => row.join(';')).join('\n');
  const said = [];
  const files = [
    file('a.csv', Buffer.from(text)),
    file('a.csv.gz', gzipSync(text)),
    file('a.xlsx', workbook({ x: rows })),
  ];
  for (const one of files) {
    await choose(page, one);
    await audited(page, one.name);
    await goTo(page, 'bias');
    said.push((await page.textContent('#mirror')).replaceAll(one.name, ''));
  }
  assert.equal(said[1], said[0]);
  assert.equal(said[2], said[0]);
  assert.deepEqual(page.errors, []);
});

test('a real workbook', async ({ skip }) => {
  const path = join(data, 'formats/bank-full.xlsx');
  if (!existsSync(path)) skip(`no ${path}`);
  const page = await open('?lang=en');
  await choose(page, path);
  await audited(page, 'bank-full.xlsx');
  assert.match(await page.textContent('.file'), /11,435 rows, 17 columns/);
  assert.deepEqual(page.errors, []);
});
