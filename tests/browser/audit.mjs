// The main job, through the page: a file in, findings and figures out, roles changed, language switched, report
// downloaded.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { audited, choose, csv, goTo, open, scenario, site, test, text, pagesOfReport } from './harness.mjs';

/** 200 women of whom 30 get the coupon, 200 men of whom 100 do; e-mail addresses in plain. */
function unequal() {
  const lines = ['id;email;sex;age;coupon'];
  for (let i = 0; i < 400; i += 1) {
    const woman = i % 2 === 0;
    const chosen = woman ? i < 60 : i < 200;
    lines.push(
      `${1000 + i};person${i}@example.org;${woman ? 'female' : 'male'};${20 + ((i * 7) % 60)};${chosen ? 'yes' : 'no'}`,
    );
  }
  return csv('coupons.csv', `${lines.join('\n')}\n`);
}
const plan = {
  roles: { sex: ['protected'], coupon: ['decision'] },
  positive: { coupon: { equals: 'yes' } },
  favoured: { sex: 'male' },
};

async function download(page, format) {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.evaluate((name) => document.querySelector(`[data-format=${name}]`).click(), format),
  ]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

async function report(page) {
  await goTo(page, 'report');
  return JSON.parse((await download(page, 'json')).text);
}

async function setRole(page, column, role) {
  const select = page.locator(`select[data-column="${column}"]`);
  await select.focus();
  await select.selectOption(role);
  await page.waitForFunction(
    ([name, wanted]) => document.querySelector(`select[data-column="${name}"]`)?.options[0].value === wanted,
    [column, role],
  );
}

test('a chosen file is audited; its findings stand in the page', async () => {
  const page = await open('?lang=en');
  await choose(page, unequal());
  await audited(page, 'coupons.csv');
  assert.match(page.url(), /#\/overview$/);
  assert.match(await page.textContent('.file'), /400 rows, 5 columns/);
  assert.equal(await page.locator('table.areas tbody tr').count(), 5);
  await goTo(page, 'bias');
  assert.match(await text(page), /15(\.0)?\s?%/, 'the share of the women who got a coupon');
  assert.deepEqual(page.errors, []);
});

test('the figures are right, to the last digit', async () => {
  const page = await open('?lang=en');
  await choose(page, unequal());
  await audited(page, 'coupons.csv');
  await goTo(page, 'columns');
  await setRole(page, 'sex', 'protected');
  await setRole(page, 'coupon', 'decision');
  const rates = (await report(page)).checks.find(
    (check) => check.id === 'bias.group_rates' && check.subject.join() === 'sex',
  );
  assert.ok(rates, 'bias.group_rates of sex');
  const of = (name) => rates.groups.find(({ group }) => group === name);
  assert.deepEqual([of('female').n, of('male').n], [200, 200]);
  assert.equal(of('female').selection_rate, 0.15);
  assert.equal(of('male').selection_rate, 0.5);
  // Wilson's interval of 30 in 200
  const z = 1.959963984540054;
  const middle = (0.15 + (z * z) / 400) / (1 + (z * z) / 200);
  const half = (z / (1 + (z * z) / 200)) * Math.sqrt((0.15 * 0.85) / 200 + (z * z) / 160000);
  const [low, high] = of('female').selection_rate_ci95;
  assert.ok(Math.abs(low - (middle - half)) < 1e-12 && Math.abs(high - (middle + half)) < 1e-12, `${low}–${high}`);
});

test('a changed role runs the audit again', async () => {
  const page = await open('?lang=en');
  await choose(page, unequal());
  await audited(page, 'coupons.csv');
  await goTo(page, 'columns');
  await setRole(page, 'age', 'ignore');
  assert.deepEqual((await report(page)).columns.find(({ name }) => name === 'age').roles, ['ignore']);
  await goTo(page, 'columns');
  await setRole(page, 'age', 'protected');
  const after = await report(page);
  assert.deepEqual(after.plan.roles.age, ['protected']);
  assert.ok(
    after.checks.some(({ area, subject }) => area === 'bias' && subject.join() === 'age'),
    'age is now looked at for unequal treatment',
  );
});

test('the form of the plain page makes a new file with thresholds for each group', async () => {
  const page = await open('?lang=en');
  await choose(page, csv('campaign.csv', await scenario('campaign', { settings: { lang: 'en' } })));
  await audited(page, 'campaign.csv');
  await goTo(page, 'bias');
  // Every question of the tree can be opened down to a measure.
  assert.deepEqual(
    await page.$$eval('#measure-tree details', (all) =>
      all.filter((one) => !one.querySelector('details')).map((one) => one.textContent.includes('This fits: ')),
    ),
    Array(8).fill(true),
  );
  assert.ok(!(await page.textContent('#measure-tree')).includes('⟦'));
  await page.selectOption('[data-remedy=remedy]', 'repair');
  assert.equal(await page.isDisabled('#remedy button'), true); // which column?
  await page.selectOption('[data-remedy=remedy]', 'thresholds');
  await page.selectOption('[data-remedy=parity]', 'true_positive_rate_parity');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#remedy button')]);
  assert.equal(download.suggestedFilename(), 'campaign-klarsicht-new.csv');
  assert.match(readFileSync(await download.path(), 'utf8').split('\n')[0], /,decision_by_threshold$/);
  await page.waitForFunction(() =>
    /True positive rates: [\d.]+, now 0/.test(document.querySelector('#remedy ul')?.textContent),
  );
  assert.equal(await page.inputValue('[data-remedy=parity]'), 'true_positive_rate_parity');
  assert.deepEqual(page.errors, []);
});

test('the language switch changes every text and keeps the figures', async () => {
  const page = await open('?lang=en');
  await choose(page, unequal());
  await audited(page, 'coupons.csv');
  const english = await text(page);
  const before = await report(page);
  await page.click('button[lang=de]');
  await page.waitForFunction(
    () => document.documentElement.lang === 'de' && document.getElementById('mirror').lang === 'de',
  );
  await page.waitForFunction(() =>
    [...document.querySelectorAll('#mirror h2')].some(({ textContent }) => textContent === 'Bericht herunterladen'),
  );
  const after = await report(page);
  assert.equal(after.language, 'de');
  // All but what a person says of a group from bins.
  const figures = ({ metrics, groups }) => [metrics, groups.map(({ label, ...group }) => group)];
  assert.deepEqual(after.checks.map(figures), before.checks.map(figures));
  const bins = (checks) =>
    checks.flatMap(({ groups }) => groups.map(({ label }) => label)).find((label) => label && !label.includes('&'));
  assert.deepEqual([bins(before.checks), bins(after.checks)], ['under 25', 'unter 25']);
  assert.notEqual(after.checks[0].title, before.checks[0].title);
  await goTo(page, 'overview');
  const german = await text(page);
  assert.match(german, /Datenschutz/);
  assert.notEqual(german, english);
  assert.doesNotMatch(german + english, /⟦/, 'a text is missing');
});

test('no text is missing on any page, in either language', async () => {
  for (const lang of ['de', 'en']) {
    const page = await open(`?lang=${lang}`);
    for (const name of ['customers', 'campaign', 'contacts']) {
      await choose(page, csv(`${name}.csv`, await scenario(name)));
      await audited(page, `${name}.csv`);
      for (const target of ['start', ...pagesOfReport]) {
        await goTo(page, target);
        const wrong = /.{0,80}(⟦|\{\w+[}:|]|\bundefined\b|\bNaN\b).{0,40}/.exec(await text(page));
        assert.equal(wrong, null, `${lang}, ${name}, ${target}: ${wrong?.[0]}`);
      }
    }
  }
});

test('the report downloads as HTML, JSON, CSV and Markdown', async () => {
  const page = await open('?lang=en');
  await choose(page, unequal());
  await audited(page, 'coupons.csv');
  await goTo(page, 'report');
  const html = await download(page, 'html');
  assert.equal(html.name, 'coupons-klarsicht.html');
  assert.match(html.text, /^<!doctype html>/i);
  assert.doesNotMatch(html.text, /<script/i);
  assert.doesNotMatch(html.text, /person17@example\.org/, 'no value of a person');
  const json = await download(page, 'json');
  const parsed = JSON.parse(json.text);
  assert.equal(parsed.format, 'klarsicht-report');
  assert.equal(parsed.source.rows, 400);
  assert.doesNotMatch(json.text, /person17@example\.org/);
  assert.ok((await download(page, 'csv')).text.split('\n').length > 5);
  assert.match((await download(page, 'md')).text, /^# /m);
  // The HTML report is itself a page without a fault.
  const shown = await page.context().newPage();
  await shown.setContent(html.text);
  assert.ok((await shown.textContent('h1')).length > 0);
});

test('a demo, and another file after it', async () => {
  const page = await open('?lang=de');
  await page.click('[data-demo=customers]');
  await audited(page, 'customers.csv');
  await goTo(page, 'start');
  await page.click('[data-demo=contacts]');
  await audited(page, 'contacts.csv');
  await page.evaluate(() => [...document.querySelectorAll('#mirror footer button')].at(-1).click());
  await page.waitForSelector('#mirror [data-demo=campaign]');
  assert.match(page.url(), /#\/$/);
  assert.deepEqual(page.errors, []);
});

test('a dropped file is audited, two files are refused with a sentence', async () => {
  const page = await open('?lang=en');
  const drop = (files) =>
    page.evaluate(async (list) => {
      const transfer = new DataTransfer();
      for (const [name, content] of list) transfer.items.add(new File([content], name, { type: 'text/csv' }));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }, files);
  const content = unequal().buffer.toString();
  await drop([
    ['a.csv', content],
    ['b.csv', content],
  ]);
  await page.waitForFunction(() => document.getElementById('live').textContent.includes('exactly one file'));
  await drop([['dropped.csv', content]]);
  await audited(page, 'dropped.csv');
});

test('the button opens the file chooser', async () => {
  const page = await open('?lang=en');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('[data-key=choose]')]);
  await chooser.setFiles(unequal());
  await audited(page, 'coupons.csv');
  await goTo(page, 'start');
  // The same file once more.
  const [again] = await Promise.all([page.waitForEvent('filechooser'), page.click('[data-key=choose]')]);
  await again.setFiles(unequal());
  await page.waitForFunction(() => location.hash === '#/overview');
});

test('a pasted file is audited', async () => {
  const page = await open('?lang=en');
  await page.evaluate((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'pasted.csv', { type: 'text/csv' }));
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
  }, unequal().buffer.toString());
  await audited(page, 'pasted.csv');
});

test('address and system decide language, theme and page', async () => {
  const dark = await open('', { locale: 'de-AT', colorScheme: 'dark' });
  assert.deepEqual(await dark.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]), [
    'de',
    'dark',
  ]);
  await dark.emulateMedia({ colorScheme: 'light' });
  await dark.waitForFunction(() => document.documentElement.dataset.theme === 'light');
  const given = await open('?lang=en&theme=dark', { locale: 'de-DE', colorScheme: 'light', hash: '#/quality' });
  assert.deepEqual(
    await given.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]),
    ['en', 'dark'],
  );
  await choose(given, unequal());
  await audited(given, 'coupons.csv');
  assert.equal(await given.textContent('#mirror h2'), 'Data quality');
  await given.goBack().catch(() => {});
});

test('nothing is stored', async () => {
  const page = await open('?lang=en');
  await choose(page, unequal());
  await audited(page, 'coupons.csv');
  await page.click('button[lang=de]');
  assert.doesNotMatch(page.url(), /coupons|person/);
  // The page has no access of its own; another one of this server, in the same tab, has.
  await page.goto(`${(await site()).url}licences.txt`);
  assert.deepEqual(
    await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      document.cookie,
      (await indexedDB.databases()).length,
      (await caches.keys()).length,
    ]),
    [0, 0, '', 0, 0],
  );
});
