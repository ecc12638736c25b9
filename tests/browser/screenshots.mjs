// Every page as it is drawn, in both themes and languages, to build/screenshots/. Looked at by people; the test only
// demands that each is drawn.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { audited, choose, csv, goTo, open, root, scenario, test, pagesOfReport } from './harness.mjs';

const folder = join(root, 'build/screenshots');
mkdirSync(folder, { recursive: true });
/** Waits until the drawing rests. */
async function settled(page) {
  let before = -1;
  for (let i = 0; i < 30; i += 1) {
    const now = await page.evaluate(() => window.klarsicht.framesDrawn());
    if (now === before) return;
    before = now;
    await page.waitForTimeout(200);
  }
}

async function shoot(page, name) {
  await settled(page);
  const bytes = await page.screenshot({ path: join(folder, `${name}.png`) });
  assert.ok(bytes.length > 8000, `${name} is empty`);
}

async function pages({ lang, theme, suffix = '', names = pagesOfReport, ...options }, skip) {
  const page = await open(`?lang=${lang}&theme=${theme}`, {
    drawn: true,
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  await shoot(page, `start-${lang}-${theme}${suffix}`);
  await choose(
    page,
    csv(lang === 'de' ? 'kampagne.csv' : 'campaign.csv', await scenario('campaign', { settings: { lang } })),
  );
  await audited(page, lang === 'de' ? 'kampagne.csv' : 'campaign.csv');
  for (const target of names) {
    await goTo(page, target);
    await shoot(page, `${target}-${lang}-${theme}${suffix}`);
  }
  assert.deepEqual(page.errors, []);
}

for (const lang of ['de', 'en']) {
  for (const theme of ['light', 'dark']) {
    test(`screenshots of every page (${lang}, ${theme})`, ({ skip }) => pages({ lang, theme }, skip));
  }
}
test('screenshots at 1280×720, as on a projector', ({ skip }) =>
  pages({ lang: 'de', theme: 'light', suffix: '-1280', viewport: { width: 1280, height: 720 } }, skip));
test('screenshots at two device pixels a pixel', ({ skip }) =>
  pages({ lang: 'en', theme: 'light', suffix: '-2x', names: ['overview', 'bias'], deviceScaleFactor: 2 }, skip));
test('screenshots of the text version', async () => {
  const page = await open('?lang=de&theme=light', { viewport: { width: 1280, height: 900 } });
  await page.screenshot({ path: join(folder, 'text-start-de.png') });
  await choose(page, csv('kampagne.csv', await scenario('campaign', { settings: { lang: 'de' } })));
  await audited(page, 'kampagne.csv');
  for (const target of ['overview', 'bias', 'columns']) {
    await goTo(page, target);
    await page.screenshot({ path: join(folder, `text-${target}-de.png`), fullPage: true });
  }
});
test('screenshots of the text version on a telephone', async () => {
  for (const lang of ['de', 'en']) {
    const page = await open(`?lang=${lang}&theme=light`, { viewport: { width: 390, height: 844 } });
    await choose(page, csv('campaign.csv', await scenario('campaign', { settings: { lang } })));
    await audited(page, 'campaign.csv');
    for (const target of pagesOfReport) {
      await goTo(page, target);
      await page.screenshot({ path: join(folder, `text-${target}-${lang}-390.png`), fullPage: true });
    }
  }
});
