// node tests/browser/once.mjs ADDRESS: opens the page, audits the campaign it invents, prints the outcome of the five
// areas. Exit status 0 if all of them are there.
import { launch } from './harness.mjs';

const address = process.argv[2];
if (!address) {
  console.error('usage: node tests/browser/once.mjs ADDRESS');
  process.exit(2);
}
const browser = await launch();
let good = false;
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => console.error(String(error)));
  await page.goto(`${address}?lang=en`);
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'yes', null, { timeout: 60_000 });
  await page.focus('[data-demo="campaign"]');
  const start = performance.now();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#mirror table.areas', { state: 'attached', timeout: 60_000 });
  const ms = Math.round(performance.now() - start);
  const areas = await page.$$eval('#mirror table.areas tbody tr', (rows) =>
    rows.map((row) => [...row.cells].map((cell) => cell.textContent)),
  );
  console.log(`${await page.textContent('#mirror .file')}; audited in the page in ${ms} ms`);
  for (const [area, outcome, counts] of areas) console.log(`${area.padEnd(28)} ${outcome.padEnd(16)} ${counts}`);
  good = areas.length === 5;
} catch (error) {
  console.error(`the page did not audit the file: ${error.message}`);
} finally {
  await browser.close();
}
process.exit(good ? 0 : 1);
