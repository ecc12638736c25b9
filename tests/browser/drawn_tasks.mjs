// From a finding to something in the hand, in the drawing: its rows as a list, what was decided about it in a file,
// what has changed since the last file; and from a column to what is missing there.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { audited, choose, click, goTo, open, scratch, settled, test } from './harness.mjs';
import { coupons } from './record.mjs';
import { openContacts, parsed, saved } from './rows.mjs';

/** A drawing of 1440 × 900. */
async function drawnPage(skip) {
  const page = await open('?lang=de&theme=light', { drawn: true, viewport: { width: 1440, height: 900 } });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  return page;
}

/** The finding in the drawing, opened. */
async function findingOpened(skip) {
  const page = await drawnPage(skip);
  await openContacts(page);
  await goTo(page, 'ethics');
  await settled(page);
  await click(page, places.finding);
  await settled(page);
  return page;
}

test('drawn: from a finding to its rows by mouse, and to their list by keyboard', async ({ skip }) => {
  const page = await findingOpened(skip);
  await click(page, places.itsRows);
  await page.waitForFunction(() => document.querySelector('#rows p[role=status]')?.innerText === '40 Zeilen');
  await settled(page);
  await page.screenshot({ path: join(scratch, 'drawn-rows.png') });
  await click(page, places.showValues);
  await settled(page);
  const list = await saved(page, async () => {
    for (let i = 0; i < 5; i += 1) {
      await page.keyboard.press('Tab');
      await settled(page);
    }
    await page.screenshot({ path: join(scratch, 'drawn-rows-focus.png') });
    await page.keyboard.press('Enter');
  });
  const [head, ...rows] = parsed(list.text.slice(1), ';');
  assert.equal(rows.length, 40);
  const person = head.indexOf('mail');
  assert.match(rows[1][person], /^'=cmd/, 'guarded');
  const others = rows.filter((_, i) => i !== 1).map((row) => row[person]);
  assert.equal(others[0], 'p3@example.org', 'shown by an act of the person');
  assert.ok(others.every((mail) => /^p\d*3@example\.org$/.test(mail)));
  assert.deepEqual(page.errors, []);
});

test('drawn: a finding is decided, and the decision is in the work file', async ({ skip }) => {
  const page = await findingOpened(skip);
  await page.mouse.move(840, 600);
  for (let i = 0; i < 10; i += 1) await page.mouse.wheel(0, 600);
  await settled(page);
  await click(page, places.choice);
  await page.keyboard.press('ArrowDown');
  await settled(page);
  await page.keyboard.press('Enter');
  await settled(page);
  for (const [place, text] of [
    [places.who, 'Vertrieb'],
    [places.until, '2026-12-31'],
    [places.note, 'Sperrliste abgleichen'],
  ]) {
    await click(page, place);
    await page.keyboard.insertText(text);
    await settled(page);
  }
  await page.screenshot({ path: join(scratch, 'drawn-decision.png') });
  await click(page, places.decide);
  await page.waitForFunction(() => /Vertrieb/.test(document.getElementById('mirror').textContent));
  await goTo(page, 'report');
  const work = await saved(page, () => page.evaluate(() => document.querySelector('[data-key=save-work]').click()));
  const { decisions } = JSON.parse(work.text).record;
  assert.deepEqual(
    decisions.map(({ choice, who, until, note }) => [choice, who, until, note]),
    [['mend', 'Vertrieb', '2026-12-31', 'Sperrliste abgleichen']],
  );
  assert.deepEqual(page.errors, []);
});

test('drawn: an earlier file is chosen and compared by mouse, and taken away by keyboard', async ({ skip }) => {
  const page = await drawnPage(skip);
  await choose(page, coupons('dezember.csv', 10));
  await audited(page, 'dezember.csv');
  await goTo(page, 'compare');
  await settled(page);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), click(page, places.earlier)]);
  await chooser.setFiles(coupons('november.csv', 60));
  const row = page.locator('#comparison tr', { hasText: 'sex' }).first();
  await row.waitFor({ state: 'attached' });
  assert.match(await row.textContent(), /schlechter/);
  await settled(page);
  await page.screenshot({ path: join(scratch, 'drawn-compare.png') });
  for (let i = 0; i < 2; i += 1) {
    await page.keyboard.press('Tab');
    await settled(page);
  }
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => !document.getElementById('comparison'));
  assert.deepEqual(page.errors, []);
});

test('drawn: a column is opened by mouse, then its empty rows and its finding', async ({ skip }) => {
  const page = await drawnPage(skip);
  await openContacts(page);
  await goTo(page, 'columns');
  await settled(page);
  await click(page, places.column);
  await page.waitForFunction(() => document.querySelector('#mirror h2')?.textContent === 'objected');
  await settled(page);
  await page.screenshot({ path: join(scratch, 'drawn-column.png') });
  await click(page, places.emptyRows);
  await page.waitForFunction(() => document.querySelector('#rows p[role=status]')?.innerText === '240 von 400 Zeilen');
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('#mirror h2')?.textContent === 'objected');
  await settled(page);
  await click(page, places.columnsFinding);
  await page.waitForFunction(() => location.hash.startsWith('#/ethics'));
  assert.deepEqual(page.errors, []);
});

// Places in the drawing of a page of 1440 × 900 in German; the decision's after scrolling to the end.
const places = {
  finding: [840, 190],
  itsRows: [384, 332],
  showValues: [282, 209],
  choice: [337, 685],
  who: [573, 685],
  until: [761, 685],
  note: [1063, 685],
  decide: [1338, 685],
  earlier: [402, 221],
  column: [320, 859],
  emptyRows: [620, 293],
  columnsFinding: [396, 755],
};
