// What a click leads to is decided in one place: the drawing and the plain page make the same plan of the same clicks, byte for byte.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { audited, choose, click, csv, goTo, open, settled, test } from './harness.mjs';

// Places in the drawing of a page of 1440 × 900 in English: the roles of a column; in what then opens, what is clicked, and what takes it over.
const drawn = {
  age: { roles: [791, 379], clicks: [[790, 363]], apply: [1172, 804] },
};

function coupons() {
  const lines = ['sex,age,coupon'];
  for (let i = 0; i < 400; i += 1) lines.push(`${i % 2 ? 'male' : 'female'},${20 + (i * 7) % 60},${i % 5 < (i % 2 ? 3 : 2) ? 'yes' : 'no'}`);
  return csv('coupons.csv', `${lines.join('\n')}\n`);
}

async function opened(view) {
  const page = await open(`?lang=en&theme=light`, { drawn: view === 'drawn', viewport: { width: 1440, height: 900 } });
  await choose(page, coupons());
  await audited(page, 'coupons.csv');
  await goTo(page, 'columns');
  return page;
}

async function plan(page) {
  await goTo(page, 'report');
  const [file] = await Promise.all([page.waitForEvent('download'), page.evaluate(() => document.querySelector('[data-format=json]').click())]);
  const text = readFileSync(await file.path(), 'utf8');
  await goTo(page, 'columns');
  return text.slice(text.indexOf('\n  "plan": '), text.indexOf('\n  "columns": '));
}

/** Opens a column's choices in the plain page and makes some of them, each after the audit that the one before led to. */
async function chooseAsText(page, column, choices) {
  const details = page.locator(`details[data-roles="${column}"]`);
  await details.locator('summary').click();
  for (const [choice, value] of choices) {
    const box = details.locator(`[data-choice=${choice}] input[value="${value}"]`);
    const on = await box.isChecked();
    await box.click();
    await page.waitForFunction(([name, kind, wanted, before]) => {
      const now = document.querySelector(`details[data-roles="${name}"] [data-choice=${kind}] input[value="${wanted}"]`);
      return now && now.hasAttribute('checked') !== before;
    }, [column, choice, value, on]);
  }
}

test('the plain page gives and takes several roles, the positive value and the favoured group', async () => {
  const page = await opened('text');
  const before = await plan(page);
  assert.match(before, /"sex": \["protected"/);
  await chooseAsText(page, 'age', [['role', 'ignore']]);
  assert.match(await plan(page), /"age": \["ignore"\]/);
  await chooseAsText(page, 'coupon', [['positive', 'no']]);
  await chooseAsText(page, 'sex', [['favoured', 'female'], ['role', 'quasi_identifier']]);
  const after = await plan(page);
  assert.match(after, /"coupon": \{"equals": "no"\}/);
  assert.match(after, /"favoured": \{[^}]*"sex": "female"/);
  for (let i = 0; i < 4; i += 1) {
    await page.click('[data-key=undo]');
    await page.waitForTimeout(300);
  }
  assert.equal(await plan(page), before, 'every step was taken back');
  assert.deepEqual(page.errors, []);
});
