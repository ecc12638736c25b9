// From a finding to its rows, and with them out of the page as a list: in the text version and in the drawing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { audited, choose, csv, goTo, open, scratch, settled, test } from './harness.mjs';

const many = 400;
const isLate = (i) => i % 10 === 3;

/** A contact in ten comes after the objection; one name would act in a spreadsheet, one has two lines. */
function contacts() {
  const lines = ['mail,contacted,objected,amount,kind'];
  for (let i = 0; i < many; i += 1) {
    const mail = i === 13 ? '"=cmd|x\n\u202eb"' : `p${i}@example.org`;
    lines.push(
      `${mail},2026-05-${isLate(i) ? 20 : '05'},${i % 10 < 4 ? '2026-05-10' : ''},${(i * 37) % 101},${'bAc'[i % 3]}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The rows that are late, counted anew: [number, line]. The row of two lines moves those below. */
const late = () =>
  Array.from({ length: many }, (_, i) => i)
    .filter(isLate)
    .map((i) => [i + 1, i + 2 + (i > 13 ? 1 : 0)]);

/** A file as RFC 4180 has it, divided at a letter. */
export function parsed(text, delimiter) {
  const rows = [[]];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${delimiter}\r\n]*))(${delimiter}|\r\n|$)`, 'gy');
  for (let match = cell.exec(text); match && match.index < text.length; match = cell.exec(text)) {
    rows.at(-1).push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
    if (match[3] === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

const plan = { version: 1, roles: { mail: ['person'], contacted: ['timestamp'], objected: ['opt_out'] } };

export async function openContacts(page, file = csv('kontakte.csv', contacts())) {
  await choose(page, file);
  await audited(page, file.name);
  await choose(page, { name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(plan)) });
  await goTo(page, 'columns');
  await page.waitForFunction(
    () => document.querySelector('#columns select[data-column="objected"]')?.value === 'opt_out',
  );
}

const shownRows = (page) =>
  page.$$eval('#rows-table tbody tr', (all) => all.map((row) => [...row.children].map((cell) => cell.innerText)));

async function rowsOfFinding(page) {
  await goTo(page, 'ethics');
  await page.click('section[data-check="ethics.contact_after_opt_out"] [data-rows]');
  await page.waitForSelector('#rows-table');
}

export async function saved(page, click) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('rows: from the finding to the saved list, which is opened and counted', async () => {
  const page = await open('?lang=de');
  await openContacts(page);
  await rowsOfFinding(page);
  const expected = late();
  const numbers = (rows) => rows.map((row) => [Number(row[0]), Number(row[1])]);
  assert.deepEqual(numbers(await shownRows(page)), expected);
  assert.ok(
    (await shownRows(page)).every((row) => !row.join().includes('example.org')),
    'masked',
  );
  const { name, text } = await saved(page, () => page.click('[data-key=rows-save]'));
  assert.equal(name, 'kontakte-klarsicht-zeilen.csv');
  assert.ok(text.startsWith('\uFEFF'));
  const [head, ...rows] = parsed(text.slice(1), ';');
  assert.deepEqual(head.slice(0, 2), ['Zeile', 'Zeile in der Datei']);
  assert.deepEqual(numbers(rows), expected);
  assert.doesNotMatch(text, /example\.org/);
  await page.waitForFunction(() => document.getElementById('rows-saved').textContent.includes('zeilen.csv'));
  assert.deepEqual(page.errors, []);
});

test('rows: values are shown on an act of the person, sorted, filtered, and guarded in the list', async () => {
  const page = await open('?lang=en');
  await openContacts(page, { name: 'contacts.csv.gz', mimeType: 'application/gzip', buffer: gzipSync(contacts()) });
  await goTo(page, 'rows');
  await page.waitForSelector('#rows-table');
  assert.equal((await shownRows(page)).length, 50);
  await page.click('[data-key=rows-next]');
  await page.waitForSelector('#rows-table tr[data-row="50"]');
  await page.click('[data-key=rows-values]');
  await page.waitForFunction(
    () => document.querySelector('#rows-table td:nth-child(3)')?.innerText === 'p0@example.org',
  );
  const choice = async (key, label) => {
    await page.focus(`[data-key=${key}]`);
    await page.selectOption(`[data-key=${key}]`, { label });
  };
  await choice('rows-filter-column', 'kind');
  await page.waitForFunction(() => document.querySelector('[data-key=rows-filter-is]').options.length > 3);
  await choice('rows-filter-is', 'is “A”');
  await page.click('[data-key=rows-filter-add]');
  await page.waitForFunction(() => /^133 of 400 rows/.test(document.querySelector('#rows p')?.innerText));
  await choice('rows-sort', 'amount');
  await page.waitForFunction(() => document.querySelector('#rows-table td:nth-child(6)')?.innerText === '0');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'rows-sort', 'who chooses goes on');
  const amounts = (await shownRows(page)).map((row) => Number(row[5]));
  assert.deepEqual(
    amounts,
    [...amounts].sort((a, b) => a - b),
  );
  const { text } = await saved(page, () => page.click('[data-key=rows-save]'));
  const [, ...rows] = parsed(text.slice(1), ',');
  assert.equal(rows.length, 133);
  assert.deepEqual(
    rows.map((row) => Number(row[5])),
    rows.map((row) => Number(row[5])).sort((a, b) => a - b),
  );
  assert.ok(rows.every((row) => row[6] === 'A'));
  const acting = rows.find((row) => row[0] === '14');
  assert.match(acting[2], /^'=cmd\|x\n\uFFFDb$/);
  assert.deepEqual(page.errors, []);
});

/** Notes which blocks of rows the page asks its worker for. */
async function noteAskedRows(page) {
  await page.addInitScript(() => {
    window.askedRows = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message.ask?.request === 'rows') window.askedRows.push([message.ask.first, message.ask.count]);
      return postMessage.call(this, message, ...rest);
    };
  });
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'yes');
}

test('rows: of a million only those in sight are asked for, by wheel and by keys', async ({ skip }) => {
  const page = await open('?lang=de&theme=light', { drawn: true, viewport: { width: 1440, height: 900 } });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  await noteAskedRows(page);
  const rows = 1_000_000;
  let text = 'nr,betrag\n';
  for (let i = 0; i < rows; i += 1) text += `${i % 1000},${i % 7}\n`;
  await choose(page, csv('viele.csv', text));
  await audited(page, 'viele.csv', 300_000);
  await goTo(page, 'rows');
  await settled(page);
  await page.mouse.move(800, 650);
  for (let i = 0; i < 20; i += 1) await page.mouse.wheel(0, 600);
  await settled(page);
  await page.mouse.click(800, 650);
  await page.keyboard.press('End');
  await settled(page);
  await page.screenshot({ path: join(scratch, 'rows-end.png') });
  const asked = await page.evaluate(() => window.askedRows);
  assert.ok(asked.length < 30, `asked for ${asked.length} blocks`);
  assert.ok(asked.every(([, count]) => count <= 100));
  assert.ok(Math.max(...asked.map(([first]) => first)) >= rows - 200, 'the last rows came');
  assert.ok((await page.evaluate(() => document.querySelectorAll('#mirror *').length)) < 3000);
  assert.deepEqual(page.errors, []);
});

test('column: a page of its own, with the way to its rows and back to its findings', async () => {
  const page = await open('?lang=en');
  await openContacts(page);
  await goTo(page, 'columns');
  await page.click('#columns a[data-key=column-3]');
  await page.waitForSelector('#distribution');
  assert.equal(new URL(page.url()).hash, '#/columns/3');
  assert.equal(await page.innerText('#mirror h2'), 'amount');
  const bars = await page.$$eval('#distribution td', (cells) =>
    cells.map((cell) => Number(cell.innerText.replaceAll(',', ''))),
  );
  assert.equal(
    bars.reduce((sum, n) => sum + n, 0),
    many,
  );
  await page.evaluate(() => {
    location.hash = '#/columns/2';
  });
  await page.waitForFunction(() => document.querySelector('#mirror h2').innerText === 'objected');
  await page.click('[data-key="column.see_missing"]');
  await page.waitForSelector('#rows-table');
  assert.equal(await page.innerText('#rows p[role=status]'), '240 of 400 rows');
  assert.deepEqual(page.errors, []);
});
