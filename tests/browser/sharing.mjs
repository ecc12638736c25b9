// A file is handed on: from the drop to the saved file, which is counted anew here, and the sheet beside it; in the
// text version, and in the drawing by mouse and by keyboard.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audited, choose, click, csv, goTo, open, scenario, scratch, settled, test } from './harness.mjs';

const key = 'ein langer Schlüssel, sechzehn Zeichen';

async function customers(lang, options = {}) {
  const page = await open(`?lang=${lang}&theme=light`, { viewport: { width: 1440, height: 1100 }, ...options });
  const text = String(await scenario('customers', { rows: 2000, settings: { lang: 'de' } }));
  await choose(page, csv('kunden.csv', text));
  await audited(page, 'kunden.csv');
  await goTo(page, 'share');
  await page.waitForSelector('#share-columns', { state: 'attached' });
  return { page, lines: cells(text) };
}

/** Lines of cells; enough for a file whose quoted cells hold no line ends. */
const cells = (text) =>
  text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, -1).map(([, cell]) => cell.replace(/^"|"$/g, '')),
    );

function smallestGroup(lines, columns) {
  const [head, ...rows] = lines;
  const places = columns.filter((name) => head.includes(name)).map((name) => head.indexOf(name));
  const groups = new Map();
  for (const row of rows) {
    const of = JSON.stringify(places.map((place) => row[place]));
    groups.set(of, (groups.get(of) ?? 0) + 1);
  }
  return Math.min(...groups.values());
}

const known = ['anrede', 'plz', 'ort', 'geburtsdatum', 'geschlecht', 'beruf'];

async function saved(page, press) {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

const pressed = (page, name) => () => page.evaluate((it) => document.querySelector(`[data-key="${it}"]`).click(), name);
const made = (page) => page.waitForSelector('#share-made', { state: 'attached' });
const figure = (page, id, which) => page.locator(`#share-made [data-figure="${id}"] [data-${which}]`).textContent();

test('a file is handed on in the text version: k counted anew, pseudonyms recomputed, the sheet opened', async () => {
  const { page, lines } = await customers('de', {});
  const row = (name) => page.locator(`#share-columns tr[data-column="${name}"]`);
  assert.equal(await page.locator('main [data-reached]').first().getAttribute('data-reached'), 'true');
  await row('kundennummer').locator('select').selectOption('pseudonym');
  await page.waitForSelector('#share-key');
  // Too short a key makes nothing.
  await page.fill('#share-key', 'kurz');
  await page.click('[data-key=share-make]');
  await page.waitForSelector('#share-error');
  assert.match(await page.locator('#share-error').textContent(), /zu kurz/);
  await page.fill('#share-key', key);
  await page.click('[data-key=share-make]');
  await made(page);
  assert.equal(await page.inputValue('#share-key'), '');
  const file = await saved(page, pressed(page, 'share-save-csv'));
  assert.equal(file.name, 'kunden-klarsicht-weitergabe.csv');
  const written = cells(file.text);
  const k = smallestGroup(written, known);
  assert.ok(k >= 5, `k is ${k}`);
  assert.equal(await figure(page, 'k', 'after'), String(k));
  assert.doesNotMatch(file.text, /@example|DE\d{20}/);
  const all = new Set(lines.slice(1).map((row) => createHmac('sha256', key).update(row[0]).digest('hex').slice(0, 32)));
  assert.ok(
    written.slice(1).every((row) => all.has(row[0])),
    'every pseudonym is that of a customer',
  );
  const sheet = await saved(page, pressed(page, 'share-save-sheet'));
  assert.equal(sheet.name, 'kunden-klarsicht-weitergabe-blatt.html');
  assert.match(sheet.text, /Art\. 28 DSGVO/);
  assert.ok(!sheet.text.includes(key) && !file.text.includes(key), 'the key is nowhere');
  assert.doesNotMatch(sheet.text, /⟦|<script|undefined/);
  assert.deepEqual(page.errors, []);
});

test('what is needed and chosen changes the proposal of a file that is handed on, and a miss is loud', async () => {
  const { page } = await customers('en');
  const row = (name) => page.locator(`#share-columns tr[data-column="${name}"]`);
  const loss = async (name) => Number(await row(name).locator('meter').getAttribute('value'));
  const before = await loss('geburtsdatum');
  await row('geburtsdatum').locator('input').check();
  await page.waitForFunction(
    (was) => Number(document.querySelector('tr[data-column=geburtsdatum] meter')?.value) < was,
    before,
  );
  await row('geburtsdatum').locator('select').selectOption('keep');
  await page.waitForSelector('main [data-reached=false]');
  await page.click('[data-key=share-make]');
  await made(page);
  assert.equal(await page.locator('#share-made [data-reached]').getAttribute('data-reached'), 'false');
  await page.click('[data-key=share-reset]');
  await page.waitForSelector('main [data-reached=true]');
  assert.deepEqual(page.errors, []);
});

test('a file is handed on in the drawing, by mouse and by keyboard', async ({ skip }) => {
  const { page } = await customers('de', { drawn: true });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  await settled(page);
  const chosen = () => page.inputValue('#share-columns tr[data-column=anrede] select');
  const before = await chosen();
  await click(page, places.firstChoice);
  await page.keyboard.press('ArrowDown');
  await settled(page);
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (was) => document.querySelector('#share-columns tr[data-column=anrede] select').value !== was,
    before,
  );
  await settled(page);
  await click(page, places.reset);
  await page.waitForFunction(
    (was) => document.querySelector('#share-columns tr[data-column=anrede] select').value === was,
    before,
  );
  await settled(page);
  await click(page, places.make);
  await made(page);
  await settled(page);
  await page.mouse.move(1200, 800);
  for (let i = 0; i < 8; i += 1) await page.mouse.wheel(0, 600);
  await settled(page);
  await page.screenshot({ path: join(scratch, 'share-made.png') });
  const file = await saved(page, () => click(page, places.save));
  assert.ok(smallestGroup(cells(file.text), known) >= 5);
  assert.deepEqual(page.errors, []);
});

// Places in the drawing of a page of 1440 × 1100 in German.
const places = { firstChoice: [640, 305], make: [1170, 898], reset: [1160, 940], save: [1130, 988] };
