// The plain HTML beside the drawing: no fault that axe-core knows, everything by keyboard; and the drawing draws
// nothing while nothing happens.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audited, choose, csv, goTo, open, root, scenario, test, pagesOfReport } from './harness.mjs';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const targets = ['start', ...pagesOfReport, 'columns/1', 'train', 'train/coupons'];

async function faults(page) {
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html.slice(0, 160))
        .join(' | ')}`,
  );
}

for (const lang of ['de', 'en']) {
  for (const theme of ['light', 'dark']) {
    test(`axe-core finds no fault (${lang}, ${theme})`, async () => {
      const page = await open(`?lang=${lang}&theme=${theme}`);
      await page.evaluate(axe);
      assert.deepEqual(await faults(page), [], 'before a file');
      await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 3000 })));
      await audited(page, 'campaign.csv');
      for (const target of targets) {
        await goTo(page, target);
        if (target === 'columns') {
          for (const id of ['read', 'people', 'compare', 'limits', 'limits.bias'])
            await page.locator(`[data-settings="${id}"] > summary`).click();
          await page.waitForSelector('#preview');
        }
        assert.deepEqual(await faults(page), [], target);
      }
      await choose(page, csv('empty.csv', ''));
      await page.waitForSelector('#error');
      assert.deepEqual(await faults(page), [], 'an error');
    });
  }
}

test('axe-core finds no fault in the report that is saved', async () => {
  const page = await open('?lang=de');
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 3000 })));
  await audited(page, 'campaign.csv');
  await goTo(page, 'report');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-format=html]')]);
  const report = await page.context().newPage();
  await report.setContent(readFileSync(await download.path(), 'utf8'));
  for (const colorScheme of ['light', 'dark']) {
    await report.emulateMedia({ colorScheme });
    await report.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
    await report.evaluate(axe);
    assert.deepEqual(await faults(report), [], colorScheme);
  }
});

test('axe-core finds no fault beside the drawing', async ({ skip }) => {
  const page = await open('?lang=de', { drawn: true });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  await page.evaluate(axe);
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 3000 })));
  await audited(page, 'campaign.csv');
  assert.deepEqual(await faults(page), []);
});

test('the text follows the language for screen readers', async () => {
  const page = await open('?lang=de');
  assert.equal(await page.getAttribute('#mirror', 'lang'), 'de');
  const tree = await page.locator('#mirror').ariaSnapshot();
  assert.match(tree, /heading "Klarsicht" \[level=1\]/);
  assert.match(tree, /button "Kundenliste"/);
});

test('a file can be audited and read with the keyboard alone', async ({ skip }) => {
  const page = await open('?lang=en', { drawn: true });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  // Tab, as far as the button of a demo: the text comes into sight with the focus.
  await page.evaluate(() => document.getElementById('mirror').focus());
  for (let i = 0; i < 30 && !(await page.evaluate(() => document.activeElement.dataset.demo === 'campaign')); i += 1)
    await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.demo), 'campaign');
  const box = await page.locator('[data-demo=campaign]').boundingBox();
  const hit = await page.evaluate(
    ({ x, y, width, height }) => document.elementFromPoint(x + width / 2, y + height / 2)?.dataset.demo,
    box,
  );
  assert.equal(hit, 'campaign', 'what has the focus is in sight');
  await page.keyboard.press('Enter');
  await audited(page, 'campaign.csv');
  for (
    let i = 0;
    i < 30 && !(await page.evaluate(() => document.activeElement.getAttribute('href') === '#/privacy'));
    i += 1
  )
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash === '#/privacy');
});

test('nothing is drawn while nothing happens', async ({ skip }) => {
  const page = await open('?lang=en', { drawn: true });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 3000 })));
  await audited(page, 'campaign.csv');
  // What moves comes to rest.
  let before = -1;
  for (let i = 0; i < 20; i += 1) {
    const now = await page.evaluate(() => window.klarsicht.framesDrawn());
    if (now === before) break;
    before = now;
    await page.waitForTimeout(500);
  }
  assert.ok(before > 0, 'something was drawn');
  await page.waitForTimeout(2500);
  assert.equal(await page.evaluate(() => window.klarsicht.framesDrawn()), before);
  await page.mouse.move(200, 300);
  await page.waitForFunction((frames) => window.klarsicht.framesDrawn() > frames, before);
});
