// A lesson gone through: in both languages, by mouse, by keyboard and in the text version; without a file, and from a
// finding.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { audited, choose, click, csv, goTo, open, scenario, scratch, settled, test } from './harness.mjs';

const people = (page) =>
  page.$$eval('#people tbody tr', (rows) =>
    rows.map((row) =>
      [...row.cells].slice(1).map((cell) => Number(cell.textContent.replace(/\(.*/, '').replace(/\D/g, ''))),
    ),
  );

async function lesson(lang, options = {}) {
  const page = await open(`?lang=${lang}&theme=light`, { hash: '#/train/coupons', ...options });
  await page.waitForSelector('#step', { state: 'attached' });
  return page;
}

async function goBack(page) {
  await page.goBack();
  await page.waitForSelector('#step');
}

const next = (page) => page.click('[data-key=train-next]');
const stepIs = (page, text) =>
  page.waitForFunction((wanted) => document.getElementById('step')?.textContent === wanted, text);

for (const [lang, steps] of [
  ['de', ['Entscheiden', 'Sehen', 'Verstehen', 'Beheben', 'Prüfen']],
  ['en', ['Decide', 'See', 'Understand', 'Mend', 'Check']],
]) {
  test(`a lesson from its first step to its last, as text (${lang})`, async () => {
    const page = await lesson(lang);
    await stepIs(page, steps[0]);
    const got = [];
    for (const option of [0, 1, 2]) {
      await page.click(`[data-key=option-${option}]`);
      await page.waitForSelector(`[data-key=option-${option}][aria-pressed=true]`);
      await page.waitForSelector('#people');
      await page.waitForFunction(
        (before) => document.querySelector('#people tbody').textContent !== before,
        got.at(-1)?.text ?? '',
      );
      got.push({ text: await page.textContent('#people tbody'), counts: await people(page) });
    }
    const share = ([women, men], i) => (i ? men : women)[0] / (i ? men : women).reduce((sum, n) => sum + n, 0);
    const gap = ({ counts }) => share(counts, 1) - share(counts, 0);
    assert.ok(gap(got[1]) > 0.5 * gap(got[0]), 'without the column the gap stays');
    assert.ok(Math.abs(gap(got[2])) < 0.05, 'without its proxy it goes');
    for (const { counts } of got)
      assert.equal(
        counts.flat().reduce((sum, n) => sum + n, 0),
        3000,
      );
    await page.click('[data-key=option-0]');
    for (const step of [1, 2]) {
      await next(page);
      await stepIs(page, steps[step]);
    }
    assert.equal(await page.locator('section[data-check="bias.group_gaps"][data-status=fail]').count(), 1);
    await next(page);
    await stepIs(page, steps[3]);
    // The slider, by keyboard: the engine reckons anew, and who moves it keeps it.
    const redeemed = async () => Number((await page.textContent('#amounts dd')).replace(/\D/g, ''));
    const before = await redeemed();
    await page.focus('[data-key=slider-old_habit]');
    await page.keyboard.press('Home');
    await page.waitForFunction(
      (was) => Number(document.querySelector('#amounts dd').textContent.replace(/\D/g, '')) !== was,
      before,
    );
    assert.ok((await redeemed()) > before, 'the old habit cost sales');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'slider-old_habit');
    await next(page);
    await stepIs(page, steps[4]);
    const questions = await page.locator('fieldset[data-question]').count();
    assert.equal(questions, 4);
    for (let i = 0; i < questions; i += 1) {
      await page.click(`[data-key="answer-${i}-0"]`);
      await page.locator(`fieldset[data-question="${i}"] p[role=status]`).waitFor();
      assert.match(await page.locator(`fieldset[data-question="${i}"]`).innerText(), /✓/);
    }
    assert.match(await page.innerText('#score'), lang === 'de' ? /^\d von 4 richtig\.$/ : /^\d of 4 right\.$/);
    const asked = await page.locator('fieldset[data-question="0"] legend').innerText();
    await page.click('[data-key=train-again]');
    await stepIs(page, steps[0]);
    assert.equal(await page.locator('#then').count(), 0);
    assert.ok(asked.length > 10);
    assert.doesNotMatch(await page.innerText('#mirror'), /⟦|undefined|NaN/);
    assert.deepEqual(page.errors, []);
  });
}

test('lessons are there without a file, and a finding leads to its own', async () => {
  const page = await open('?lang=en');
  await page.click('[data-key=train]');
  await page.waitForSelector('#lessons');
  assert.ok((await page.locator('#lessons li').count()) >= 1);
  await page.click('[data-key=lesson-coupons]');
  await page.waitForSelector('#step');
  assert.equal(new URL(page.url()).hash, '#/train/coupons');
  await page.click('[data-key=train-start]');
  await page.waitForSelector('[data-demo]');
  // A lesson ends with one's own file, and that with its report.
  await goBack(page);
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 3000 })));
  await audited(page, 'campaign.csv');
  assert.equal(new URL(page.url()).hash, '#/overview');
  await goTo(page, 'bias');
  await page.locator('section[data-check="bias.group_gaps"] a[href="#/train/coupons"]').first().click();
  await page.waitForSelector('#step');
  // The file stays open.
  assert.match(await page.innerText('#mirror .file'), /^campaign\.csv/);
  await page.click('button[lang=de]');
  await page.waitForFunction(() => document.querySelector('#mirror h2')?.textContent === 'Gutscheine wie früher');
  assert.deepEqual(page.errors, []);
});

test('a lesson drawn: chosen by mouse, gone through by keyboard, its slider moved', async ({ skip }) => {
  const page = await lesson('de', { drawn: true, viewport: { width: 1440, height: 900 } });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  await settled(page);
  await click(page, places.option);
  await page.waitForSelector('[data-key=option-1][aria-pressed=true]', { state: 'attached' });
  await page.screenshot({ path: join(scratch, 'lesson-act.png') });
  await click(page, places.mend);
  await page.waitForFunction(() => document.getElementById('step')?.textContent === 'Beheben');
  await settled(page);
  await page.screenshot({ path: join(scratch, 'lesson-mend.png') });
  const became = () => page.textContent('#people tbody');
  const changed = (was) =>
    page.waitForFunction((before) => document.querySelector('#people tbody').textContent !== before, was);
  const before = await became();
  await click(page, places.slider);
  await changed(before);
  const moved = await became();
  for (const key of ['Tab', 'ArrowRight', 'ArrowRight', 'ArrowRight']) {
    await page.keyboard.press(key);
    await settled(page);
  }
  await changed(moved);
  await click(page, places.check);
  await page.waitForSelector('fieldset[data-question]', { state: 'attached' });
  await settled(page);
  await click(page, places.answer);
  await page.waitForFunction(() => document.querySelector('fieldset[data-question="0"] p[role=status]'));
  await page.screenshot({ path: join(scratch, 'lesson-check.png') });
  assert.deepEqual(page.errors, []);
});

// Places in the drawing of a page of 1440 × 900 in German.
const places = { option: [500, 427], mend: [640, 149], check: [752, 149], slider: [240, 290], answer: [500, 284] };
