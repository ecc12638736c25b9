// Next month again: what was decided is kept in a work file, carried to the next file, and held against it; leaving
// asks first; every step goes back and forth.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { audited, choose, click, csv, goTo, open, settled, test } from './harness.mjs';

const words = 'asked the council';

/** `women` of 200 women and 120 of 200 men get one; some ages are missing. */
export function coupons(name, women, missing = 0) {
  const lines = ['sex,age,coupon,mail'];
  for (let i = 0; i < 400; i += 1) {
    const woman = i % 2 === 0;
    const chosen = Math.floor(i / 2) < (woman ? women : 120);
    const age = i < missing ? '' : 20 + ((i * 7) % 60);
    lines.push(`${woman ? 'female' : 'male'},${age},${chosen ? 'yes' : 'no'},person${i}@mail.example`);
  }
  return csv(name, `${lines.join('\n')}\n`);
}

async function opened(view = 'text', file = coupons('november.csv', 60), size = { width: 1440, height: 900 }) {
  const page = await open('?lang=en&theme=light', { drawn: view === 'drawn', viewport: size });
  await choose(page, file);
  await audited(page, file.name);
  return page;
}

const gap = '[data-check="bias.group_gaps"][data-subject="sex"]';

async function decide(page, finding, { choice, who = '', until = '', note = '' }) {
  const form = page.locator(`${finding} form.decision`);
  await form.locator('select').selectOption(choice);
  const [whoField, untilField, noteField] = await form.locator('input').all();
  await whoField.fill(who);
  await untilField.fill(until);
  await noteField.fill(note);
  await form.locator('button[type=submit]').click();
}

/** What the page knows it has to undo. */
const steps = (page, which, n) =>
  page.waitForFunction(
    ([key, wanted]) => document.querySelector(`[data-key=step-${key}]`)?.dataset.steps === String(wanted),
    [which, n],
  );

async function download(page, press) {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

async function report(page, format) {
  await goTo(page, 'report');
  return download(page, () => page.evaluate((f) => document.querySelector(`[data-format=${f}]`).click(), format));
}

async function workFile(page) {
  await goTo(page, 'report');
  return download(page, () => page.evaluate(() => document.querySelector('[data-key=save-work]').click()));
}

const dropped = (name, text) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

/** Wilson's interval. */
function wilson(k, n) {
  const z = 1.959963984540054;
  const p = k / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [p, centre - half, centre + half];
}

/** Difference of two estimates [value, low, high] with its interval (Zou and Donner 2008). */
function mover([a, la, ua], [b, lb, ub]) {
  return [a - b, a - b - Math.hypot(a - la, ub - b), a - b + Math.hypot(ua - a, b - lb)];
}

test('record: decided, saved, and carried to the next month, where the comparison is right', async () => {
  const page = await opened();
  await goTo(page, 'bias');
  await decide(page, gap, { choice: 'accept' });
  await page.locator(`${gap} form.decision .wrong`, { hasText: 'reason' }).waitFor();
  await decide(page, gap, { choice: 'mend', who: 'Ada', until: '31.12.2030', note: words });
  await page.locator(`${gap} .decided`, { hasText: 'mend · Ada · by 31 Dec 2030' }).waitFor();
  await goTo(page, 'skills');
  await page.locator('[data-question=q1]').selectOption('partly');
  await steps(page, 'undo', 2);
  const work = await workFile(page);
  assert.equal(work.name, 'november.klarsicht');
  assert.ok(!work.text.includes('@mail.example'), 'a work file holds data');
  const kept = JSON.parse(work.text);
  assert.deepEqual([kept.format, kept.version], ['klarsicht-work', 1]);

  // The page is closed and opened anew: the work file waits for the next file.
  await page.close();
  const next = await open('?lang=en');
  await choose(next, dropped(work.name, work.text));
  await next.locator('#notice').waitFor();
  await choose(next, coupons('december.csv', 10, 60));
  await audited(next, 'december.csv');
  await goTo(next, 'bias');
  await next.locator(`${gap} .decided`, { hasText: 'mend · Ada' }).waitFor();
  await goTo(next, 'compare');
  const row = next.locator('#comparison tr', { hasText: 'sex' }).first();
  assert.match(await row.innerText(), /worse/);
  assert.match(await next.locator('#drift').innerText(), /age/);

  const saved = JSON.parse((await report(next, 'json')).text);
  assert.equal(saved.record.readiness.q1, 'partly');
  const decided = saved.record.decisions.find(
    ({ id, subject }) => id === 'bias.group_gaps' && String(subject) === 'sex',
  );
  assert.deepEqual([decided.choice, decided.who, decided.until], ['mend', 'Ada', '2030-12-31']);
  const order = ['open', 'mend', 'accept', 'not_applicable'];
  const places = saved.record.decisions.map(({ choice }) => order.indexOf(choice));
  assert.deepEqual(places, [...places].sort(), 'open points first');
  const found = saved.comparison.findings.find(
    ({ id, subject }) => id === 'bias.group_gaps' && String(subject) === 'sex',
  );
  const newcombe = (women) => mover(wilson(women, 200), wilson(120, 200));
  const [difference, low, high] = mover(newcombe(10), newcombe(60));
  assert.equal(found.change, 'worse');
  for (const [is, should] of [
    [found.difference.value, difference],
    [found.difference.ci95[0], low],
    [found.difference.ci95[1], high],
  ])
    assert.ok(Math.abs(is - should) < 1e-9, `${is} is not ${should}`);
  const age = saved.comparison.columns.find(({ name }) => name === 'age');
  const missing = mover(wilson(60, 400), wilson(0, 400));
  assert.ok(Math.abs(age.missing_difference.ci95[0] - missing[1]) < 1e-9);
  const html = (await report(next, 'html')).text;
  for (const part of ['id="decisions"', 'id="comparison"', 'Ada', words]) assert.ok(html.includes(part), part);
  assert.deepEqual([...page.errors, ...next.errors], []);
});

test('record: beside its own report nothing has changed; an earlier file is audited under the same plan', async () => {
  const page = await opened();
  const own = await report(page, 'json');
  await goTo(page, 'compare');
  await page.setInputFiles('#earlier', dropped('november.json', own.text));
  await page.locator('[data-key=compare-none]').waitFor();
  assert.equal(await page.locator('#comparison').count(), 0);
  await page.setInputFiles('#earlier', coupons('october.csv', 118));
  await page.locator('#comparison tr[data-change=added]').first().waitFor();
  await page.click('[data-key=compare-none]');
  await page.waitForFunction(() => !document.querySelector('#comparison'));
  await page.setInputFiles('#earlier', dropped('else.json', '{}'));
  await page.locator('#compare-wrong').waitFor();
  assert.deepEqual(page.errors, []);
});

test('record: steps go back and forth by keyboard, and say what they are', async () => {
  const page = await opened();
  await goTo(page, 'bias');
  await decide(page, gap, { choice: 'not_applicable', note: 'a trial' });
  await steps(page, 'undo', 1);
  assert.match(await page.locator('[data-key=step-undo]').innerText(), /not applicable/);
  await goTo(page, 'columns');
  await page.locator('select[data-column=age]').focus(); // its options come when somebody looks at them
  await page.locator('select[data-column=age]').selectOption('ignore');
  await steps(page, 'undo', 2);
  assert.match(await page.locator('[data-key=step-undo]').innerText(), /Role of “age” changed/);
  await page.locator('h1').click();
  await page.keyboard.press('Control+z');
  await steps(page, 'redo', 1);
  await page.waitForFunction(() => document.querySelector('select[data-column=age]')?.value !== 'ignore');
  await page.keyboard.press('Control+z');
  await steps(page, 'undo', 0);
  await page.keyboard.press('Control+y');
  await steps(page, 'undo', 1);
  await page.keyboard.press('Control+Shift+z');
  await steps(page, 'undo', 2);
  await page.waitForFunction(() => document.querySelector('select[data-column=age]')?.value === 'ignore');
  assert.deepEqual(page.errors, []);
});

test('record: leaving asks where something would be lost, and only there', async () => {
  const page = await opened();
  const asked = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    dialog.dismiss();
  });
  const reload = () =>
    page.evaluate(() => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    });
  assert.equal(await reload(), false, 'nothing was done yet');
  await goTo(page, 'bias');
  await decide(page, gap, { choice: 'mend', who: 'Ada' });
  await steps(page, 'undo', 1);
  assert.equal(await reload(), true);
  await page.close({ runBeforeUnload: true });
  await page.waitForTimeout(500);
  assert.deepEqual(asked, ['beforeunload'], 'the browser asks');
  // Another file: stay, then save first.
  await choose(page, coupons('other.csv', 60));
  await page.locator('#leaving-dialog [data-leave=stay]').click();
  assert.match(await page.locator('#mirror .file').innerText(), /november/);
  await choose(page, coupons('other.csv', 60));
  const work = await download(page, () => page.locator('#leaving-dialog [data-leave=save]').click());
  assert.match(work.text, /Ada/);
  await audited(page, 'other.csv');
  assert.equal(await reload(), false, 'saved, and another file');
  assert.equal(await page.locator('[data-key=step-undo]').isDisabled(), true);
  assert.deepEqual(page.errors, []);
});

test('record: signed off, and what has changed since', async () => {
  const page = await opened();
  await goTo(page, 'report');
  await page.locator('#sign input').first().fill('Ada Lovelace');
  await page.locator('#sign button').click();
  await page.locator('#sign .wrong', { hasText: 'day' }).waitFor();
  await page.locator('#sign input').nth(1).fill('2030-01-31');
  await page.locator('#sign button').click();
  await page.locator('#signed h3', { hasText: 'Signed off by Ada Lovelace on 31 Jan 2030' }).waitFor();
  assert.match(await page.locator('#signed').innerText(), /Nothing has changed since/);
  await goTo(page, 'bias');
  await decide(page, gap, { choice: 'accept', note: words });
  await page.locator(`${gap} .decided`).waitFor();
  await goTo(page, 'report');
  assert.match(await page.locator('#signed').innerText(), /Decision changed/);
  assert.deepEqual(page.errors, []);
});

test('record: a broken work file is refused, and leaves what is there', async () => {
  const page = await opened();
  await choose(page, dropped('broken.klarsicht', '{"format": "klarsicht-work", "version": 9}'));
  await page.waitForFunction(() => document.getElementById('live').textContent.includes('another version'));
  assert.match(await page.locator('#mirror .file').innerText(), /november/);
  assert.deepEqual(page.errors, []);
});

test('record: a question is answered in the drawing, and taken back by keyboard and by mouse', async ({ skip }) => {
  const page = await opened('drawn');
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  await goTo(page, 'skills');
  await settled(page);
  // The first answer of the readiness check, then a step back and forth on the keyboard.
  const given = () =>
    page.evaluate(() => [...document.querySelectorAll('[data-question]')].filter((one) => one.value).length);
  assert.equal(await given(), 0);
  await click(page, places.yes);
  await page.waitForFunction(() => [...document.querySelectorAll('[data-question]')].some((one) => one.value));
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => ![...document.querySelectorAll('[data-question]')].some((one) => one.value));
  await page.keyboard.press('Control+y');
  await page.waitForFunction(() => [...document.querySelectorAll('[data-question]')].some((one) => one.value));
  await click(page, places.undo);
  await page.waitForFunction(() => ![...document.querySelectorAll('[data-question]')].some((one) => one.value));
  assert.deepEqual(page.errors, []);
});

const places = { yes: [1233, 527], undo: [1055, 28] };
