// Everything of the plan is set on the page, the plan is a file, and how a file would be read is seen before it is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { audited, choose, click, csv, goTo, open, settled, test } from './harness.mjs';

const field = (page, id) => page.locator(`#settings [data-field="${id}"]`);

function coupons(name = 'coupons.csv', sex = 'sex') {
  const lines = [`${sex},age,coupon`];
  for (let i = 0; i < 400; i += 1)
    lines.push(`${i % 2 ? 'male' : 'female'},${20 + ((i * 7) % 60)},${i % 5 < (i % 2 ? 3 : 2) ? 'yes' : 'no'}`);
  return csv(name, `${lines.join('\n')}\n`);
}

async function opened(lang, file = coupons(), options = {}) {
  const page = await open(`?lang=${lang}&theme=light`, { viewport: { width: 1280, height: 900 }, ...options });
  await choose(page, file);
  await audited(page, file.name);
  await goTo(page, 'columns');
  return page;
}

async function unfold(page, ...groups) {
  for (const id of groups) {
    const group = page.locator(`[data-settings="${id}"]`);
    if (!(await group.evaluate((details) => details.open))) await group.locator('> summary').click();
  }
}

/** Sets a field as a person does, and waits for the audit. */
async function set(page, id, value) {
  const before = await page.evaluate(() => document.querySelector('[data-key=undo]')?.dataset.steps ?? '0');
  const control = field(page, id);
  if ((await control.evaluate(({ tagName }) => tagName)) === 'SELECT') await control.selectOption(value);
  else {
    await control.fill(value);
    await control.press('Enter');
  }
  await page.waitForFunction(
    (steps) =>
      document.querySelector('#settings') &&
      (document.querySelector('[data-key=undo]')?.dataset.steps ?? '0') !== steps,
    before,
  );
}

/** The plan as the page saves it. */
async function savedPlan(page) {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.evaluate(() => document.querySelector('[data-key=set-save]').click()),
  ]);
  const text = readFileSync(await file.path(), 'utf8');
  return { name: file.suggestedFilename(), text, plan: JSON.parse(text) };
}

test('everything of the plan is set in the text version, and saved with it', async () => {
  const page = await opened('de');
  await unfold(page, 'read', 'people', 'compare', 'limits', 'limits.bias');
  await set(page, 'missing_tokens', 'NA; weg');
  await set(page, 'favoured|sex', 'female');
  await set(page, 'bins|age', '30; 45,5');
  await set(page, 'positive|coupon', 'no');
  await set(page, 'as_of', '1.2.2026');
  await set(page, 'market', 'at');
  await set(page, 'limit|bias.selection_rate.ratio', '75 %');
  assert.equal(await field(page, 'limit|bias.selection_rate.ratio').inputValue(), '0,75');
  await page.locator('#settings fieldset[data-field=crossed] input').first().click();
  await page.waitForFunction(() => document.querySelector('[data-key=undo]').dataset.steps === '8');
  const { name, plan } = await savedPlan(page);
  assert.equal(name, 'coupons-klarsicht-plan.json');
  assert.deepEqual(plan.missing_tokens, ['', 'NA', 'weg']);
  assert.deepEqual([plan.favoured.sex, plan.bins.age, plan.positive.coupon], ['female', [30, 45.5], { equals: 'no' }]);
  assert.deepEqual([plan.as_of, plan.market, plan.crossed], ['2026-02-01', 'AT', []]);
  assert.deepEqual(plan.limits, { 'bias.selection_rate.ratio': 0.75 });
  await set(page, 'holder|decision', '');
  assert.deepEqual((await savedPlan(page)).plan.roles.coupon, []);
  assert.match(
    await page.locator('[data-settings=limits] > summary').innerText(),
    /2026-02-01.*AT.*eine eigene Grenze/,
  );
  assert.deepEqual(page.errors, []);
});

for (const [lang, said] of [
  ['de', /„viel“ ist keine Zahl/],
  ['en', /“viel” is not a number/],
]) {
  test(`a wrong input gets a sentence beside the field (${lang})`, async () => {
    const page = await opened(lang);
    await unfold(page, 'limits', 'limits.bias');
    const limit = field(page, 'limit|bias.selection_rate.ratio');
    const why = () =>
      page.evaluate(() => document.querySelector('[data-wrong="limit|bias.selection_rate.ratio"]').textContent);
    await limit.fill('viel');
    await limit.press('Enter');
    await page.waitForFunction(() => document.querySelector('#settings [aria-invalid=true]'));
    assert.match(await why(), said);
    await limit.fill('7');
    await limit.press('Enter');
    await page.waitForFunction(() =>
      /0[.,]01/.test(document.querySelector('[data-wrong="limit|bias.selection_rate.ratio"]').textContent),
    );
    await field(page, 'as_of').fill('31.2.2026');
    await field(page, 'as_of').press('Enter');
    await page.waitForFunction(() => document.querySelector('[data-wrong=as_of]').textContent);
    assert.equal(await page.locator('#error').count(), 0, 'the report is not taken away');
    assert.equal(await page.locator('[data-key=undo]').count(), 0, 'nothing was changed');
    await set(page, 'limit|bias.selection_rate.ratio', '0.7');
    assert.equal(await why(), '');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.field), 'limit|bias.selection_rate.ratio');
    assert.deepEqual(page.errors, []);
  });
}

test('of a gzipped file the beginning is seen, as it would be read', async () => {
  const lines = ['Farbe;Größe', ...Array.from({ length: 200_000 }, (_, i) => `grün;${i},5`)];
  const page = await opened('de', {
    name: 'farben.csv.gz',
    mimeType: 'application/gzip',
    buffer: gzipSync(`${lines.join('\n')}\n`),
  });
  await unfold(page, 'read');
  const first = (text) =>
    page.waitForFunction((wanted) => document.querySelector('#preview td')?.textContent === wanted, text);
  await first('grün');
  await field(page, 'read|header').selectOption('no');
  await first('Farbe');
  assert.match(await page.locator('#preview caption').innerText(), /Semikolon/);
  assert.deepEqual(page.errors, []);
});

test('how the file would be read is seen before it is read so', async () => {
  const lines = ['Farbe;Größe', ...Array.from({ length: 60 }, (_, i) => `grün;${i},5`)];
  const page = await opened('de', {
    name: 'farben.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${lines.join('\n')}\n`, 'utf8'),
  });
  await unfold(page, 'read');
  const cells = () =>
    page.$$eval('#preview tr', (rows) => rows.slice(0, 2).map((row) => [...row.cells].map((cell) => cell.textContent)));
  const shows = (wanted) =>
    page.waitForFunction((text) => document.querySelector('#preview')?.textContent.includes(text), wanted);
  await shows('0,5');
  assert.deepEqual(await cells(), [
    ['Farbe', 'Größe'],
    ['grün', '0,5'],
  ]);
  await field(page, 'read|delimiter').selectOption(',');
  await shows('Farbe;Größe');
  await field(page, 'read|delimiter').selectOption(';');
  await field(page, 'read|encoding').selectOption('windows-1252');
  await shows('grÃ¼n');
  await field(page, 'read|encoding').selectOption('utf-8');
  await field(page, 'read|header').selectOption('no');
  await page.waitForFunction(() => document.querySelector('#preview td')?.textContent === 'Farbe');
  assert.deepEqual(await page.$$eval('#columns tbody th', (all) => all.map((one) => one.textContent)), [
    'Farbe',
    'Größe',
  ]);
  await page.click('[data-key=set-apply]');
  await page.waitForFunction(() => document.querySelector('#columns tbody th')?.textContent !== 'Farbe');
  await page.waitForFunction(() => document.querySelector('#mirror .file')?.textContent.includes('61 Zeilen'));
  const { plan } = await savedPlan(page);
  assert.deepEqual(plan.reading, { delimiter: ';', header: false, encoding: 'utf-8' });
  assert.deepEqual(page.errors, []);
});

test("with last month's plan the next file is understood as the last one was", async () => {
  const page = await opened('de');
  await unfold(page, 'compare', 'limits');
  await set(page, 'favoured|sex', 'female');
  await set(page, 'as_of', '2026-02-01');
  const { text: saved, name } = await savedPlan(page);
  const plan = { name, mimeType: 'application/json', buffer: Buffer.from(saved) };

  // Before the file, onto it, and beside it; a report holds its plan as well.
  const first = await open('?lang=de&theme=light');
  await choose(first, plan);
  await first.waitForSelector('#notice');
  await choose(first, coupons('mai.csv'));
  await audited(first, 'mai.csv');
  await goTo(first, 'columns');
  assert.equal((await savedPlan(first)).text, saved);
  await unfold(first, 'compare');
  assert.equal(await field(first, 'favoured|sex').inputValue(), 'female');

  const other = await opened('de', coupons('juni.csv', 'gender'));
  assert.ok(!(await other.locator('#understood').innerText()).includes('Ihr Plan'));
  await choose(other, plan);
  await other.waitForFunction(() =>
    /Ihr Plan nennt eine Spalte/.test(document.querySelector('#understood')?.textContent),
  );
  assert.match(
    await other.locator('#understood').innerText(),
    /Ihr Plan nennt eine Spalte, die in dieser Datei fehlt: „sex“/,
  );
  assert.equal(await other.locator('#error').count(), 0);
  assert.equal((await savedPlan(other)).plan.as_of, '2026-02-01');
  await goTo(other, 'overview');
  assert.match(await other.locator('#mirror').innerText(), /„sex“/, 'and on the overview');

  const broken = { ...plan, buffer: Buffer.from('{"version": 1, "roles": {"sex": ["no such role"]}}') };
  await choose(other, broken);
  await other.waitForSelector('#error');
  assert.match(await other.locator('#error').innerText(), /no such role/);
  assert.equal(await other.locator('#mirror .file').count(), 1, 'the report stays');
  for (const one of [page, first, other]) assert.deepEqual(one.errors, []);
});

// Places in the drawing of a page of 1440 × 900 in English.
const places = {
  comparison: [400, 464],
  limits: [1100, 464],
  referenceOfSex: [900, 537],
  female: [900, 611],
  day: [400, 537],
  save: [360, 517],
};

test('the drawing and the text version set the same, byte for byte', async ({ skip }) => {
  const page = await opened('en', coupons(), { drawn: true, viewport: { width: 1440, height: 900 } });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  const steps = (n) =>
    page.waitForFunction((wanted) => document.querySelector('[data-key=undo]')?.dataset.steps === wanted, String(n));
  await settled(page);
  for (const place of ['comparison', 'referenceOfSex', 'female']) await click(page, places[place]);
  await steps(1);
  for (const place of ['comparison', 'limits', 'day']) await click(page, places[place]);
  await page.keyboard.type('morgen');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /“morgen” is not a day/.test(document.getElementById('live').textContent));
  await settled(page);
  await click(page, places.day);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('1.2.2026');
  await page.keyboard.press('Enter');
  await steps(2);
  await settled(page);
  await click(page, places.limits);
  const [file] = await Promise.all([page.waitForEvent('download'), click(page, places.save)]);
  const drawn = readFileSync(await file.path(), 'utf8');

  const plain = await opened('en');
  await unfold(plain, 'compare', 'limits');
  await set(plain, 'favoured|sex', 'female');
  await set(plain, 'as_of', '1.2.2026');
  const { text: written, plan } = await savedPlan(plain);
  assert.deepEqual([plan.favoured.sex, plan.as_of], ['female', '2026-02-01']);
  assert.equal(drawn, written);
  assert.deepEqual([...page.errors, ...plain.errors], []);
});

test('the settings are reached and changed by keyboard alone, on a telephone too', async () => {
  const page = await opened('en', coupons(), { viewport: { width: 360, height: 740 } });
  await page.locator('[data-settings=limits] > summary').focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#settings [data-field=as_of]');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.field), 'as_of');
  await page.keyboard.type('2026-03-01');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('[data-key=undo]')?.dataset.steps === '1');
  assert.equal(await page.evaluate(() => document.activeElement.value), '2026-03-01', 'the field keeps the focus');
  await unfold(page, 'read', 'people', 'compare', 'limits.bias');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 360, `${width} px wide`);
  assert.deepEqual(page.errors, []);
});
