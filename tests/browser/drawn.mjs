// The drawing, used with mouse, keyboard and clipboard. Places are those of a page of 1440 × 900 in German.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { audited, choose, click, csv, goTo, open, scenario, settled, test } from './harness.mjs';

const roleOfRegion = [791, 861],
  protectedBox = [790, 418],
  cancel = [1048, 859],
  apply = [1172, 859],
  search = [415, 628],
  htmlCard = [1181, 510],
  licences = [521, 829];
const encodings = [440, 28],
  secondOfTheList = [470, 102];
const againstWomen = [460, 599],
  keepYardstick = [440, 818],
  causesTab = [686, 202],
  firstShare = [740, 735],
  secondShare = [740, 777],
  auditPopulation = [365, 810],
  makeFile = [390, 810];

/** The campaign on one of its pages, drawn; skipped where nothing can be drawn. */
async function campaign(skip, target, options = {}) {
  const page = await open('?lang=de&theme=light', { drawn: true, viewport: { width: 1440, height: 900 }, ...options });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  await choose(page, csv('kampagne.csv', await scenario('campaign', { settings: { lang: 'de' } })));
  await audited(page, 'kampagne.csv');
  await goTo(page, target);
  await settled(page);
  return page;
}

test('a role is changed in the drawing, and the audit runs again', async ({ skip }) => {
  const page = await campaign(skip, 'columns');
  const roles = () =>
    page.evaluate(() => document.querySelector('#columns select[data-column="region"]').value.split(' ').sort());
  assert.deepEqual(await roles(), ['attribute', 'quasi_identifier']);
  await click(page, roleOfRegion);
  await click(page, protectedBox);
  await click(page, cancel);
  await page.waitForTimeout(500);
  assert.deepEqual(await roles(), ['attribute', 'quasi_identifier']);
  await click(page, roleOfRegion);
  await click(page, protectedBox);
  await click(page, apply);
  await page.waitForFunction(() =>
    document.querySelector('#columns select[data-column="region"]')?.value.includes('protected'),
  );
  assert.deepEqual(await roles(), ['attribute', 'protected', 'quasi_identifier']);
  await goTo(page, 'bias');
  assert.equal(await page.locator('#mirror section[data-check="bias.group_gaps"][data-subject="region"]').count(), 1);
  assert.deepEqual(page.errors, []);
});

test('another encoding is chosen in the drawing', async ({ skip }) => {
  const page = await campaign(skip, 'columns');
  const bytes = Buffer.from('Gr\x94\xe1e;Ort\n' + '1;K\x94ln\n2;Ulm\n'.repeat(50), 'latin1');
  await choose(page, { name: 'dos.csv', mimeType: 'text/csv', buffer: bytes });
  await audited(page, 'dos.csv');
  await settled(page);
  const read = () => page.getAttribute('select[data-encoding]', 'data-encoding');
  assert.equal(await read(), 'cp850');
  await click(page, encodings);
  await click(page, secondOfTheList);
  await page.waitForSelector('select[data-encoding]:not([data-encoding=cp850])');
  assert.notEqual(await page.textContent('#columns tbody th'), 'Größe');
  assert.deepEqual(page.errors, []);
});

test('groups are held against another one in the drawing, and audited so', async ({ skip }) => {
  const page = await campaign(skip, 'bias');
  const gaps = () =>
    page.locator('#mirror section[data-check="bias.group_gaps"][data-subject="geschlecht"]').innerText();
  assert.match(await gaps(), /weiblich“ wird seltener/);
  const rates = () =>
    page.locator('#mirror section[data-check="bias.group_rates"][data-subject="geschlecht"] details').innerText();
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('#mirror details')) one.open = true;
  });
  assert.match(await rates(), /andere − „männlich“/);
  await page.mouse.move(1100, 600);
  for (let i = 0; i < 8; i += 1) await page.mouse.wheel(0, 500);
  await settled(page);
  await click(page, againstWomen);
  for (let i = 0; i < 8; i += 1) await page.mouse.wheel(0, 500);
  await settled(page);
  await click(page, keepYardstick);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('#mirror section[data-check="bias.group_rates"] details')].some((one) =>
      one.textContent.includes('andere − „weiblich“'),
    ),
  );
  assert.deepEqual(page.errors, []);
});

test('a population is typed in the drawing, and the file held against it', async ({ skip }) => {
  const page = await campaign(skip, 'bias');
  const balance = () =>
    page.locator('#mirror section[data-check="bias.balance"][data-subject="geschlecht"]').innerText();
  const before = await balance();
  await click(page, causesTab);
  await page.mouse.move(1100, 600);
  for (let i = 0; i < 14; i += 1) await page.mouse.wheel(0, 500);
  await settled(page);
  await click(page, firstShare);
  await page.keyboard.type('90');
  await click(page, secondShare);
  await page.keyboard.type('10,0');
  for (let i = 0; i < 8; i += 1) await page.mouse.wheel(0, 500);
  await settled(page);
  await click(page, auditPopulation);
  await page.waitForFunction(
    (old) =>
      (document.querySelector('#mirror section[data-check="bias.balance"][data-subject="geschlecht"]')?.innerText ??
        old) !== old,
    before,
  );
  assert.match(await balance(), /weiblich/);
  assert.deepEqual(page.errors, []);
});

test('a remedy is chosen in the drawing, and the new file downloaded', async ({ skip }) => {
  const page = await campaign(skip, 'bias');
  await page.evaluate(() => {
    location.hash = '#/bias/action';
  }); // a tab has an address
  await settled(page);
  await page.mouse.move(1100, 600);
  for (let i = 0; i < 8; i += 1) await page.mouse.wheel(0, 500);
  await settled(page);
  const [download] = await Promise.all([page.waitForEvent('download'), click(page, makeFile)]);
  assert.equal(download.suggestedFilename(), 'kampagne-klarsicht-neu.csv');
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\n');
  assert.equal(lines.length, 30_001);
  assert.match(lines[0], /,weight$/);
  await page.waitForFunction(() =>
    /Gewichtet hängt „gekauft“ nicht mehr von „geschlecht“ ab/.test(document.querySelector('#remedy')?.textContent),
  );
  assert.deepEqual(page.errors, []);
});

test('the drawing downloads a report', async ({ skip }) => {
  const page = await campaign(skip, 'report');
  const [download] = await Promise.all([page.waitForEvent('download'), click(page, htmlCard)]);
  assert.match(download.suggestedFilename(), /\.html$/);
  assert.match(readFileSync(await download.path(), 'utf8'), /kampagne\.csv/);
});

test('umlauts are typed, pasted and copied in the drawing', async ({ skip }) => {
  const page = await campaign(skip, 'columns', { permissions: ['clipboard-read', 'clipboard-write'] });
  await click(page, search);
  await page.keyboard.insertText('Größe'); // as an input method does
  await page.evaluate(() => navigator.clipboard.writeText(' für Übung'));
  await page.keyboard.press('Control+V');
  await settled(page);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  await settled(page);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'Größe für Übung');
});

test('a lost graphics context comes back with the same picture', async ({ skip }) => {
  const page = await campaign(skip, 'bias');
  await page.mouse.move(720, 20);
  await settled(page);
  const before = await page.screenshot();
  const count = await page.evaluate(() => {
    window.lost = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    window.lost.loseContext();
    return window.klarsicht.framesDrawn();
  });
  await page.waitForTimeout(300);
  await page.evaluate(() => window.lost.restoreContext());
  await page.waitForFunction((frames) => window.klarsicht.framesDrawn() > frames, count);
  await settled(page);
  assert.ok(before.equals(await page.screenshot()), 'another picture than before');
  assert.deepEqual(page.errors, []);
});

test('the licences of what is inside can be read from the drawing', async ({ skip }) => {
  const page = await open('?lang=de&theme=light', { drawn: true, viewport: { width: 1440, height: 900 } });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  await settled(page);
  await click(page, licences);
  await page.waitForSelector('#licences-dialog[open]');
  assert.match(await page.locator('#licences-dialog pre').innerText(), /SIL OPEN FONT LICENSE[^]*Lucide[^]*Dear ImGui/);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.getElementById('licences-dialog').open);
});
