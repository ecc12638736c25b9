// A worker that the browser ends, as for want of memory: no event tells of it, yet the page goes on with another one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { audited, choose, csv, goTo, open, scenario, single, test } from './harness.mjs';

/** Ends the worker from within; what is under way in it gets no answer. */
async function end(worker) {
  await Promise.race([worker.evaluate(() => self.close()), new Promise((done) => setTimeout(done, 500))]).catch(
    () => {},
  );
}

for (const [what, address] of [
  ['the page', undefined],
  ['klarsicht.html', pathToFileURL(single).href],
]) {
  test(`${what} notices that its worker is gone, says so, and goes on`, async () => {
    const page = await open('?lang=en', { address });
    await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 2000 })));
    await audited(page, 'campaign.csv');
    const [worker] = page.workers();
    await end(worker);
    await page.waitForSelector('#error');
    assert.match(await page.textContent('#error'), /The browser ended .*“campaign\.csv”/s);
    assert.ok(page.workers().length === 1 && page.workers()[0] !== worker);
    await goTo(page, 'report');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('[data-format=json]')]);
    assert.equal(JSON.parse(readFileSync(await file.path(), 'utf8')).source.rows, 2000);
  });
}

test('a worker that is gone before a file is open is replaced without a word', async () => {
  const page = await open('?lang=en');
  const [worker] = page.workers();
  await end(worker);
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 2000 })));
  await audited(page, 'campaign.csv');
  assert.equal(await page.locator('#error').count(), 0);
});

test('a worker that is gone while it reads leaves a sentence, and the next file is audited', async () => {
  const page = await open('?lang=en');
  const [worker] = page.workers();
  const line = `${'a sentence that is long enough, '.repeat(30)};1;2\n`;
  await choose(page, csv('large.csv', `text;a;b\n${line.repeat(45_000)}`)); // more slices than are read at once
  await page.waitForSelector('.working');
  await end(worker);
  await page.waitForSelector('#error');
  assert.match(await page.textContent('#error'), /The browser ended .*“large\.csv”/s);
  assert.equal(await page.locator('#mirror .file').count(), 0, 'it was still being read');
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 2000 })));
  await audited(page, 'campaign.csv');
});
