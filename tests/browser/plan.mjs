// What a click leads to is decided in one place: the drawing and the plain page make the same plan of the same
// clicks, byte for byte.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { audited, choose, click, csv, goTo, open, settled, test } from './harness.mjs';

// Places in the drawing of a page of 1440 × 900 in English: a column's roles, what is clicked where they open, and
// what takes it over.
const places = {
  sex: [791, 671],
  coupon: [791, 763],
  sexIsNoQuasiIdentifier: [791, 442],
  againstWomen: [791, 780],
  noCounts: [791, 812],
  apply: [1197, 859],
};

function coupons() {
  const lines = ['sex,age,coupon'];
  for (let i = 0; i < 400; i += 1)
    lines.push(`${i % 2 ? 'male' : 'female'},${20 + ((i * 7) % 60)},${i % 5 < (i % 2 ? 3 : 2) ? 'yes' : 'no'}`);
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
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.evaluate(() => document.querySelector('[data-format=json]').click()),
  ]);
  const text = readFileSync(await file.path(), 'utf8');
  await goTo(page, 'columns');
  return { text: text.slice(text.indexOf('\n  "plan": '), text.indexOf('\n  "columns": ')), ...JSON.parse(text).plan };
}

/** Opens a column's choices in the plain page and makes some of them, each after the audit that the one before led
 * to. */
async function chooseAsText(page, column, choices) {
  const details = page.locator(`details[data-roles="${column}"]`);
  await details.locator('summary').click();
  for (const [choice, value] of choices) {
    const box = details.locator(`[data-choice=${choice}] input[value="${value}"]`);
    const on = await box.isChecked();
    await box.click();
    await page.waitForFunction(
      ([name, kind, wanted, before]) => {
        const now = document.querySelector(
          `details[data-roles="${name}"] [data-choice=${kind}] input[value="${wanted}"]`,
        );
        return now && now.hasAttribute('checked') !== before;
      },
      [column, choice, value, on],
    );
  }
}

test('the plain page gives and takes several roles, the positive value and the favoured group', async () => {
  const page = await opened('text');
  const before = await plan(page);
  assert.deepEqual([before.roles.sex, before.crossed], [['quasi_identifier', 'protected'], [['sex', 'age']]]);
  await chooseAsText(page, 'age', [['role', 'ignore']]);
  const without = await plan(page);
  assert.deepEqual([without.roles.age, without.crossed], [['ignore'], undefined]);
  await chooseAsText(page, 'sex', [
    ['favoured', 'female'],
    ['role', 'sensitive'],
  ]);
  await chooseAsText(page, 'coupon', [['positive', 'no']]);
  const after = await plan(page);
  assert.deepEqual(
    [after.roles.sex, after.positive.coupon, after.favoured.sex],
    [['quasi_identifier', 'protected', 'sensitive'], { equals: 'no' }, 'female'],
  );
  for (let i = 0; i < 4; i += 1) {
    const steps = await page.evaluate(() => document.querySelector('[data-key=undo]').dataset.steps);
    await page.click('[data-key=undo]');
    await page.waitForFunction(
      (old) => document.querySelector('#columns') && document.querySelector('[data-key=undo]')?.dataset.steps !== old,
      steps,
    );
  }
  assert.equal((await plan(page)).text, before.text, 'every step was taken back');
  assert.deepEqual(page.errors, []);
});

test('what a column is about is chosen by keyboard, in plain words, taken back and kept', async () => {
  const page = await opened('text');
  await page.locator('details[data-roles="sex"] > summary').focus();
  await page.keyboard.press('Enter');
  const choice = page.locator('details[data-roles="sex"] [data-choice=meaning] select');
  await choice.waitFor();
  const steps = (n) =>
    page.waitForFunction(
      (wanted) => (document.querySelector('[data-key=undo]')?.dataset.steps ?? '0') === wanted,
      String(n),
    );
  assert.equal(await choice.evaluate((select) => select.selectedOptions[0].textContent), 'automatic (gender)');
  assert.deepEqual(
    await choice.evaluate((select) => [...select.querySelectorAll('optgroup')].map(({ label }) => label)),
    [
      'Points to a person',
      'Describes a person',
      'Specially protected',
      'Money and accounts',
      'Devices and the web',
      'Not about a person',
    ],
  );
  await choice.focus();
  await page.keyboard.press('ArrowDown');
  await steps(1);
  assert.equal((await plan(page)).meaning.sex, 'none');
  await choice.selectOption('religion');
  await steps(2);
  const row = page.locator('#columns tr', { has: page.locator('th', { hasText: /^sex$/ }) });
  assert.match(await row.innerText(), /religion/);
  assert.equal((await plan(page)).meaning.sex, 'religion');
  await page.click('[data-key=undo]');
  await steps(1);
  await page.click('[data-key=undo]');
  await steps(0);
  assert.equal((await plan(page)).meaning, undefined);
  assert.deepEqual(page.errors, []);
});

/** Only its place says that the last column is what happened. */
function visits() {
  const lines = ['pages,month,weekday,Revenue'];
  for (let i = 0; i < 400; i += 1)
    lines.push(`${(i * 37) % 90},${1 + (i % 12)},${1 + (i % 7)},${i % 6 ? 'FALSE' : 'TRUE'}`);
  return csv('visits.csv', `${lines.join('\n')}\n`);
}

test('what the file cannot tell is asked once, and one click answers it', async () => {
  const page = await open('?lang=de&theme=light', { viewport: { width: 1280, height: 900 } });
  await choose(page, visits());
  await audited(page, 'visits.csv');
  const question = page.locator('#understood fieldset[data-question=outcome]');
  assert.match(await question.locator('legend').innerText(), /„Revenue“/);
  await question.getByRole('button', { name: 'Nein' }).click();
  await page.waitForFunction(
    () => document.querySelector('a[href="#/columns"]') && !document.querySelector('#understood'),
  );
  await goTo(page, 'columns');
  assert.equal(await page.locator('select[data-column=Revenue]').inputValue(), 'attribute');
  assert.equal(await page.locator('#understood fieldset').count(), 0);
  await page.click('[data-key=undo]');
  await page.locator('#understood fieldset[data-question=outcome]').waitFor();
  assert.deepEqual(page.errors, []);
});

/** Waits for the audit that a change leads to. */
const changed = (page, column, roles) =>
  page.waitForFunction(
    ([name, wanted]) => document.querySelector(`select[data-column="${name}"]`)?.value === wanted,
    [column, roles],
  );

test('the drawing and the plain page make the same plan of the same clicks', async ({ skip }) => {
  const page = await opened('drawn');
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  await settled(page);
  await click(page, places.sex);
  await click(page, places.sexIsNoQuasiIdentifier);
  await click(page, places.againstWomen);
  await click(page, places.apply);
  await changed(page, 'sex', 'protected');
  await settled(page);
  await click(page, places.coupon);
  await click(page, places.noCounts);
  await click(page, places.apply);
  await settled(page);
  const drawn = await plan(page);

  const plain = await opened('text');
  await chooseAsText(plain, 'sex', [
    ['role', 'quasi_identifier'],
    ['favoured', 'female'],
  ]);
  await chooseAsText(plain, 'coupon', [['positive', 'no']]);
  const written = await plan(plain);
  assert.deepEqual(
    [drawn.roles.sex, drawn.positive.coupon, drawn.favoured.sex],
    [['protected'], { equals: 'no' }, 'female'],
  );
  assert.equal(drawn.text, written.text);
  assert.deepEqual([...page.errors, ...plain.errors], []);
});

/** A colour that nobody knows for one, in a column of a name that says nothing. */
function teams() {
  const lines = ['sex,team,coupon'];
  for (let i = 0; i < 400; i += 1)
    lines.push(`${i % 2 ? 'male' : 'female'},${['heron', 'osprey', 'kestrel'][i % 3]},${i % 5 < 2 ? 'yes' : 'no'}`);
  return csv('teams.csv', `${lines.join('\n')}\n`);
}

async function saved(page, format) {
  await goTo(page, 'report');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.evaluate((wanted) => document.querySelector(`[data-format=${wanted}]`).click(), format),
  ]);
  await goTo(page, 'columns');
  return readFileSync(await file.path(), 'utf8');
}

test('what is saved shows a column only after somebody said that it names nobody', async () => {
  const page = await open('?lang=en');
  await choose(page, teams());
  await audited(page, 'teams.csv');
  await goTo(page, 'columns');
  for (const format of ['json', 'html', 'csv', 'md'])
    assert.ok(!(await saved(page, format)).includes('osprey'), `${format} holds a value of a column nobody knows`);
  const marked = () =>
    page.$$eval('#columns tbody tr', (rows) =>
      rows
        .filter((row) => row.textContent.includes('masked in reports'))
        .map((row) => row.querySelector('th').textContent),
    );
  assert.deepEqual(await marked(), ['team']);
  const details = page.locator('details[data-roles="team"]');
  await details.locator('summary').click();
  await details.locator('[data-choice=harmless] input').click();
  await page.waitForFunction(() => document.querySelector('[data-key=undo]')?.dataset.steps === '1');
  assert.deepEqual(await marked(), []);
  assert.ok((await saved(page, 'json')).includes('osprey'));
  assert.ok((await saved(page, 'html')).includes('osprey'));
  await page.locator('details[data-roles="sex"] summary').click();
  await page.locator('details[data-roles="sex"] [data-choice=role]').waitFor();
  assert.equal(await page.locator('details[data-roles="sex"] [data-choice=harmless]').count(), 0, 'known already');
  assert.deepEqual(page.errors, []);
});

test('a population is given in the text version, and the file held against it', async () => {
  const page = await opened('text');
  await goTo(page, 'bias');
  const form = page.locator('details[data-population=sex]');
  await form.locator('summary').click();
  assert.match(await form.innerText(), /female\s+50/);
  const share = (group) => form.locator(`input[data-share=${group}]`);
  await share('female').fill('90');
  await form.locator('button').click();
  await form.locator('.wrong', { hasText: 'At least two groups' }).waitFor();
  await share('male').fill('10');
  await form.locator('button').click();
  await page.waitForSelector('[data-key=step-undo][data-steps="1"]');
  assert.deepEqual((await plan(page)).population, { sex: { female: 0.9, male: 0.1 } });
  await goTo(page, 'bias');
  await form.locator('summary').click();
  assert.equal(await share('female').inputValue(), '90');
  assert.deepEqual(page.errors, []);
});
