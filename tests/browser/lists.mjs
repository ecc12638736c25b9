// Long lists come a page at a time, in the text version and in the drawing; what is downloaded is whole.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audited, choose, click, csv, goTo, open, scenario, scratch, settled, test } from './harness.mjs';

// Places in the drawing of a page of 1440 × 900 in German, each after the scrolling before it.
const places = { subgroups: [700, 655], showFigures: [386, 352], nextRows: [388, 696] };

/** Notes which pages of long lists the page asks its worker for. */
async function noteAskedPages(page) {
  await page.addInitScript(() => {
    window.askedPages = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message.ask?.request === 'detail') window.askedPages.push(message.ask.page);
      return postMessage.call(this, message, ...rest);
    };
  });
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'yes');
}

async function campaign(page) {
  await choose(page, csv('kampagne.csv', await scenario('campaign', { settings: { lang: 'de' } })));
  await audited(page, 'kampagne.csv');
  await goTo(page, 'bias');
}

test('the text version lists the questions for the team, with what helps to answer them', async () => {
  const page = await open('?lang=de');
  await campaign(page);
  await goTo(page, 'skills');
  const questions = page.locator('section[data-check="skills.readiness"] ol.notes li');
  assert.equal(await questions.count(), 10);
  for (const text of await questions.allInnerTexts()) assert.match(text, /^[^\n]+\?\n.+/);
  await page.close();
});

test('the text version lists the subgroups page by page, to the last one', async () => {
  const page = await open('?lang=de');
  await campaign(page);
  const section = page.locator('section[data-check="bias.subgroups"]');
  const list = section.locator('.wide').last();
  const rows = () => list.locator('tbody tr').evaluateAll((all) => all.map((row) => row.innerText));
  const next = list.locator('button');
  assert.equal((await rows()).length, 50);
  const total = 50 + Number((await list.locator('p').innerText()).match(/und ([\d.]+) weitere/)[1].replace('.', ''));
  assert.equal(await next.innerText(), '50 weitere zeigen');
  await next.focus();
  for (let shown = 50; shown < total; ) {
    shown = Math.min(total, shown + 50);
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (n) => document.querySelectorAll('section[data-check="bias.subgroups"] .wide:last-of-type tbody tr').length === n,
      shown,
    );
  }
  assert.equal(await next.count(), 0);
  assert.ok(await list.evaluate((region) => region === document.activeElement), 'who read here goes on reading here');
  const all = await rows();
  assert.equal(new Set(all).size, total, 'none twice');

  await goTo(page, 'report');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.evaluate(() => document.querySelector('[data-format=json]').click()),
  ]);
  const { checks } = JSON.parse(readFileSync(await file.path(), 'utf8'));
  const whole = checks.find(({ id }) => id === 'bias.subgroups');
  assert.equal(whole.groups.length, total);
  assert.ok(!('groups_total' in whole));
  await goTo(page, 'bias');
  assert.deepEqual(await rows(), all, 'what was read stays');
  assert.deepEqual(page.errors, []);
});

test('the drawing asks for the next page of the subgroups, and for the one behind it', async ({ skip }) => {
  const page = await open('?lang=de&theme=light', { drawn: true, viewport: { width: 1440, height: 900 } });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  await noteAskedPages(page);
  await campaign(page);
  await page.evaluate(() => {
    location.hash = '#/bias/all';
  });
  await settled(page);
  const scroll = async (by) => {
    await page.mouse.move(1390, 600);
    await page.mouse.wheel(0, by);
    await settled(page);
  };
  await click(page, places.subgroups);
  await scroll(1000);
  await click(page, places.showFigures);
  await scroll(1500);
  await click(page, places.nextRows);
  // Fifty rows more: the button is as much farther down. Its next page tells that the first one arrived.
  await scroll(1500);
  await page.screenshot({ path: join(scratch, 'next-page.png') });
  await click(page, places.nextRows);
  assert.deepEqual(await page.evaluate(() => window.askedPages), [1, 2]);
  assert.deepEqual(page.errors, []);
});
