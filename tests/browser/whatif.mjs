// "What if this person were a man?": somebody, one thing changed, and the surrogate's answer; in the drawing and as
// text.
import assert from 'node:assert/strict';
import { audited, choose, csv, goTo, open, settled, test } from './harness.mjs';

/** Who is a man and earns well gets the coupon; the tariff says nothing. */
function coupons() {
  const lines = ['sex,income,tariff,coupon'];
  for (let i = 0; i < 1200; i += 1) {
    const man = i % 2 === 1;
    const income = 1000 + 50 * ((i * 7) % 80);
    lines.push(`${man ? 'man' : 'woman'},${income},${i % 3 ? 'basic' : 'gold'},${man && income > 2500 ? 'yes' : 'no'}`);
  }
  return csv('coupons.csv', `${lines.join('\n')}\n`);
}

const ready = (page, sentence) =>
  page.waitForFunction((wanted) => document.querySelector('#what-if h3')?.textContent.includes(wanted), sentence);

test('what if, as text: a woman who earns well, then a man; by keyboard', async () => {
  const page = await open('?lang=en');
  await choose(page, coupons());
  await audited(page, 'coupons.csv');
  await goTo(page, 'whatif');
  await ready(page, 'surrogate');
  const select = (key) => page.locator(`[data-key="${key}"]`);
  await select('what-if-set-sex').selectOption({ label: 'woman' });
  const incomes = await select('what-if-set-income').locator('option').allTextContents();
  await select('what-if-set-income').selectOption({ label: incomes.at(-1) });
  await ready(page, '0%');
  // The change by keyboard: the list has the focus, and keeps it after the answer.
  await select('what-if-change').focus();
  await page.keyboard.type('sex');
  await ready(page, 'instead of');
  const text = await page.locator('#what-if').innerText();
  assert.match(
    text,
    /With “man” instead of “woman” in “sex”, the surrogate predicts 100% favourable decisions instead of 0%/,
  );
  assert.match(text, /The gap of .* is more than chance can explain/);
  assert.match(text, /“income” is/);
  assert.match(await page.locator('#mirror').innerText(), /It is not your model/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'what-if-change');
  // A row, as the file counts them; one that is not there is refused with a sentence, and nothing is lost.
  await select('what-if-row').fill('4');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('[data-key="what-if-change"]')?.value === '');
  await select('what-if-row').fill('5000');
  await page.keyboard.press('Enter');
  await page.locator('#what-if .error').waitFor();
  assert.match(await page.locator('#what-if .error').innerText(), /no row 5,000: the file has 1,200/);
  await select('what-if-again').click();
  await ready(page, 'surrogate');
  assert.deepEqual(page.errors, []);
});

test('what if is offered only where something was decided', async () => {
  const page = await open('?lang=de');
  await choose(page, csv('liste.csv', 'name,ort\nAnna,Ulm\nBert,Bonn\n'));
  await audited(page, 'liste.csv');
  assert.equal(await page.locator('nav a[href="#/whatif"]').count(), 0);
  await page.evaluate(() => {
    location.hash = '#/whatif';
  });
  await page.waitForFunction(() => document.querySelector('#mirror h2')?.textContent.includes('wäre'));
  assert.match(await page.locator('#mirror').innerText(), /braucht die Datei eine Entscheidung oder einen Score/);
});

test('what if, drawn: asked once, then nothing moves', async () => {
  const page = await open('?lang=en&theme=light', { drawn: true, viewport: { width: 1440, height: 900 } });
  await choose(page, coupons());
  await audited(page, 'coupons.csv');
  await page.evaluate(() => {
    location.hash = '#/whatif';
  });
  const still = async () => {
    const before = await page.evaluate(() => window.klarsicht.framesDrawn());
    await page.waitForTimeout(1000);
    return before === (await page.evaluate(() => window.klarsicht.framesDrawn()));
  };
  for (let i = 0; i < 20 && !(await still()); i += 1);
  const before = await page.evaluate(() => window.klarsicht.framesDrawn());
  await page.waitForTimeout(400);
  assert.equal(
    await page.evaluate(() => window.klarsicht.framesDrawn()),
    before,
    'nothing is drawn while nothing happens',
  );
  assert.deepEqual(page.errors, []);
});
