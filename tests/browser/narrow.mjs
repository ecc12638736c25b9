// The text version on a telephone: nothing of a page is wider than the screen, in either language. Tables may be, in a
// region of their own that scrolls.
import assert from 'node:assert/strict';
import { audited, choose, csv, goTo, open, scenario, test, pagesOfReport } from './harness.mjs';

const targets = ['start', ...pagesOfReport, 'columns/0', 'train', 'train/anonymous'];

/** How wide the page is, where it is wider than the window, and what sticks out of it. */
const tooWide = (page) =>
  page.evaluate(() => {
    const { scrollWidth } = document.documentElement;
    if (scrollWidth <= innerWidth) return null;
    const inside = (element) => element.closest('.wide') !== null && !element.matches('.wide');
    const out = [...document.querySelectorAll('#mirror *')].filter(
      (element) => !inside(element) && element.getBoundingClientRect().right > innerWidth,
    );
    return `${scrollWidth}: ${out
      .slice(-3)
      .map(({ outerHTML }) => outerHTML.slice(0, 120))
      .join(' | ')}`;
  });

for (const lang of ['de', 'en']) {
  for (const width of [390, 320]) {
    test(`no page of the text version is wider than ${width} px (${lang})`, async () => {
      const page = await open(`?lang=${lang}`, { viewport: { width, height: 844 } });
      const found = {};
      const look = async (what) => {
        const wide = await tooWide(page);
        if (wide) found[what] = wide;
      };
      const lookAtAll = async (name) => {
        for (const target of targets) {
          await goTo(page, target);
          await look(`${name}: ${target}`);
          // Everything opened that opens.
          await page.evaluate(() => {
            for (const one of document.querySelectorAll('#mirror details')) one.open = true;
          });
          await page.waitForTimeout(50);
          await look(`${name}: ${target}, opened`);
        }
      };
      await look('before a file');
      await page.click('[data-key=licences]');
      await look('licences');
      await page.keyboard.press('Escape');
      for (const name of ['campaign', 'customers', 'contacts']) {
        const file = `${name}_of_a_name_that_is_long_and_has_no_place_to_break_it.csv`;
        await choose(page, csv(file, await scenario(name, { settings: { lang } })));
        await audited(page, file);
        await lookAtAll(name);
      }
      const column = 'a_column_of_a_name_that_is_long_and_has_no_place_to_break_it';
      const rows = Array.from(
        { length: 600 },
        (_, i) => `${'x'.repeat(60)}${i % 3},${i % 2 ? 'f' : 'm'},${i % 5 ? 1 : 0}\n`,
      );
      await choose(page, csv('long.csv', `${column},gender_${column},approved\n${rows.join('')}`));
      await audited(page, 'long.csv');
      await lookAtAll('long names');
      await choose(page, csv('empty_and_of_a_name_that_is_long_and_has_no_place_to_break_it.csv', ''));
      await page.waitForSelector('#error');
      await look('an error');
      assert.deepEqual(found, {});
    });
  }
}
