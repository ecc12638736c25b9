// Found, and not lost: search and shortcuts above either version, addresses of findings, a role given where it is
// missing, and a plan that is broken.
import assert from 'node:assert/strict';
import { audited, choose, click, csv, goTo, open, settled, test } from './harness.mjs';

/** Contacts without a column that says who agreed. */
function contacts() {
  const lines = ['mail,agreed,town,amount'];
  for (let i = 0; i < 300; i += 1)
    lines.push(`p${i}@mail.example,${i % 3 === 0 ? 'x' : 'y'},${['Köln', 'Ulm', 'Jena'][i % 3]},${i % 97}`);
  return csv('contacts.csv', `${lines.join('\n')}\n`);
}

async function opened(options = {}) {
  const page = await open('?lang=en&theme=light', options);
  await choose(page, contacts());
  await audited(page, 'contacts.csv');
  return page;
}

const hash = (page) => new URL(page.url()).hash;
const dropped = (name, text) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

test('search leads to a column by keyboard, and to a finding itself', async () => {
  const page = await opened();
  await page.locator('h1').click();
  await page.keyboard.press('/');
  await page.waitForSelector('#search-dialog[open]');
  await page.keyboard.type('AMOUNT');
  assert.match(await page.innerText('#search-list [aria-selected=true]'), /^amount/);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#distribution');
  assert.equal(hash(page), '#/columns/3');
  await page.keyboard.press('/');
  await page.keyboard.type('mail');
  const options = page.locator('#search-list [role=option]');
  const first = await options.first().innerText();
  await page.keyboard.press('ArrowDown');
  assert.equal(await options.nth(1).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('ArrowUp');
  assert.equal(await page.innerText('#search-list [aria-selected=true]'), first);
  await options.filter({ hasText: 'hold personal data' }).first().click();
  await page.waitForFunction(() => document.activeElement?.matches('section[data-order] h3'));
  assert.match(hash(page), /^#\/privacy\/\d+$/);
  assert.match(await page.evaluate(() => document.activeElement.innerText), /personal data/);
  // Nothing is there by that name; Escape leads back.
  await page.keyboard.press('/');
  await page.keyboard.type('zebra');
  assert.match(await page.innerText('#search-said'), /Nothing found/);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.getElementById('search-dialog').open);
  // Who types a slash means one.
  await goTo(page, 'bias');
  await page.locator('#mirror input').first().focus();
  await page.keyboard.press('/');
  assert.equal(await page.locator('#search-dialog[open]').count(), 0);
  assert.deepEqual(page.errors, []);
});

test('what the keyboard can do is listed, and the list is closed by it', async () => {
  const page = await open('?lang=de');
  await page.keyboard.press('?');
  await page.waitForSelector('#search-dialog[open]');
  assert.match(await page.innerText('#search-dialog'), /Letzten Schritt zurücknehmen/);
  assert.ok(!(await page.innerText('#search-dialog')).includes('⟦'));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => !document.getElementById('search-dialog').open);
  assert.deepEqual(page.errors, []);
});

test('search stands above the drawing, and leads to what was found', async ({ skip }) => {
  const page = await opened({ drawn: true, viewport: { width: 1440, height: 900 } });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  await goTo(page, 'columns');
  await settled(page);
  await click(page, searchColumns);
  await page.keyboard.press('/');
  await settled(page);
  assert.equal(await page.locator('#search-dialog[open]').count(), 0, 'a field of the drawing takes it');
  await goTo(page, 'overview');
  await settled(page);
  await page.keyboard.press('/');
  await page.waitForSelector('#search-dialog[open]');
  await page.keyboard.type('hold mail');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /^#\/privacy\/\d+$/.test(location.hash));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'canvas');
  assert.deepEqual(page.errors, []);
});

test('a role that a check waits for is given where it is missing', async () => {
  const page = await opened();
  await goTo(page, 'bias');
  const waiting = page.locator('section[data-check="bias.balance"]');
  assert.equal(await waiting.getAttribute('data-status'), 'not_assessed');
  const choice = waiting.locator('select[data-give=protected]');
  await choice.focus();
  await choice.selectOption('town');
  await page.waitForSelector('section[data-check="bias.balance"]:not([data-status=not_assessed])');
  await goTo(page, 'columns');
  assert.match(await page.inputValue('#columns select[data-column="town"]'), /protected/);
  assert.deepEqual(page.errors, []);
});

test('a broken plan is told of as a plan, and leaves the report', async () => {
  const page = await opened();
  const refused = async (text, why) => {
    await choose(page, dropped('plan.json', text));
    await page.waitForFunction((wanted) => document.getElementById('error')?.innerText.includes(wanted), why);
    assert.match(await page.innerText('#mirror .file'), /contacts/);
  };
  await refused('{\n  "version": 1,\n  "roles": {"mail": ["person"],}\n}', 'line 3');
  await refused('{"version": 1, "roles": {"mail": ["persom"]}}', '“person”');
  await refused('{"version": 1, "roles": []}', '“roles”');
  await choose(page, dropped('plan.json', '{"version": 1, "roles": {"mail": ["person"]}}'));
  await page.waitForFunction(() => !document.getElementById('error'));
  await goTo(page, 'columns');
  await page.waitForFunction(() => document.querySelector('#columns select[data-column="mail"]')?.value === 'person');
  assert.deepEqual(page.errors, []);
});

// The field above the columns, in the drawing of a page of 1440 × 900 in English.
const searchColumns = [446, 597];
