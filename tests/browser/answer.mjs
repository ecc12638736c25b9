// "Was it unfair, and what do I tell my boss?": charts and the answer on one page, from the dropped file to the saved
// one, and how the report prints.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  audited,
  choose,
  click,
  csv,
  data,
  goTo,
  open,
  scenario,
  scratch,
  settled,
  test,
  theBrowser,
} from './harness.mjs';

const saved = async (page, act) => {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
};

async function campaign(page, lang) {
  await choose(page, csv('kampagne.csv', await scenario('campaign', { settings: { lang } })));
  await audited(page, 'kampagne.csv');
}

/** Pages of a PDF, and the PDF, of an HTML file as Chromium prints it. */
async function printed(html) {
  const page = await (await theBrowser()).newPage();
  try {
    await page.setContent(html.toString('utf8'));
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
    const text = pdf.toString('latin1');
    return {
      pages: (text.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length,
      tagged: /\/StructTreeRoot/.test(text) && /\/Marked true/.test(text),
      levels: await page.evaluate(() => [...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))),
      lang: await page.evaluate(() => document.documentElement.lang),
    };
  } finally {
    await page.close();
  }
}

/** What an SVG says, read as XML on an empty page: that of the app may not parse anything. */
async function drawing(svg) {
  const page = await (await theBrowser()).newPage();
  try {
    return await page.evaluate((source) => {
      const { documentElement } = new DOMParser().parseFromString(source, 'image/svg+xml');
      return {
        names: [...documentElement.querySelectorAll('title')].map((one) => one.textContent),
        size: ['width', 'height'].map((name) => Number(documentElement.getAttribute(name))),
        text: documentElement.textContent,
      };
    }, svg);
  } finally {
    await page.close();
  }
}

/** Width and height of a PNG, from its header. */
const sizeOf = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];

for (const lang of ['de', 'en']) {
  test(`the text version saves a chart as SVG and PNG, and the answer on one page (${lang})`, async () => {
    const page = await open(`?lang=${lang}`);
    await campaign(page, lang);
    await goTo(page, 'bias');
    const section = page.locator('section[data-check="bias.group_gaps"]').first();
    const title = await section.locator('caption').first().innerText();
    const svg = await saved(page, () => section.locator('[data-chart=svg]').click());
    assert.match(svg.name, /^kampagne-klarsicht\.(diagramm|chart)-\d+\.svg$/);
    const { names, size, text } = await drawing(svg.bytes.toString('utf8'));
    assert.equal(names[0], title);
    assert.match(text, /kampagne\.csv/);
    assert.match(text, lang === 'de' ? /Stand: \d/ : /As of \d/);
    const png = await saved(page, () => section.locator('[data-chart=png]').click());
    assert.deepEqual(
      sizeOf(png.bytes),
      size.map((side) => Math.trunc(side) * 2),
    );
    assert.ok(png.bytes.length > 10_000, 'something is drawn');

    const form = page.locator('[data-one-page]');
    await form.locator('[data-amount=contact]').fill('x');
    await form.locator('button').press('Enter');
    assert.match(await form.locator('[role=alert]').innerText(), /1[.,]50/);
    await form.locator('[data-amount=contact]').fill('2');
    await form.locator('[data-amount=sale]').fill('30');
    const sheet = await saved(page, () => form.locator('button').press('Enter'));
    assert.equal(sheet.name, 'kampagne-klarsicht.one-page.html');
    const html = sheet.bytes.toString('utf8');
    assert.ok(!html.includes('⟦'));
    assert.match(html, lang === 'de' ? /2 je Kontakt, 30 je Ergebnis/ : /2 a contact, 30 an outcome/);
    const print = await printed(sheet.bytes);
    assert.equal(print.pages, 1);
    assert.ok(print.tagged);
    assert.equal(print.lang, lang);
    assert.deepEqual(page.errors, []);
  });
}

test('one page stays one page, with an outcome only and with a lottery', async ({ skip }) => {
  const files = ['real/caravan', 'hillstrom'].map((name) => join(data, name));
  if (!files.every(existsSync)) skip('the files are not here');
  const { readdirSync } = await import('node:fs');
  for (const folder of files) {
    const name = readdirSync(folder).find((one) => /\.(csv|tsv|txt)(\.gz)?$/.test(one));
    for (const lang of ['de', 'en']) {
      const page = await open(`?lang=${lang}`);
      await choose(page, join(folder, name));
      await audited(page, name);
      await goTo(page, 'report');
      const { bytes } = await saved(page, () => page.locator('[data-one-page] button').click());
      assert.equal((await printed(bytes)).pages, 1, `${name} ${lang}`);
      await page.close();
    }
  }
});

test('the report of the demo prints on at most 12 pages, tagged, with headings in order', async () => {
  const page = await open('?lang=de');
  await choose(page, csv('kunden.csv', await scenario('customers', { settings: { lang: 'de' } })));
  await audited(page, 'kunden.csv');
  await goTo(page, 'report');
  const { bytes } = await saved(page, () => page.locator('[data-format=html]').click());
  const { pages, tagged, levels } = await printed(bytes);
  assert.ok(pages <= 12, `${pages} pages`);
  assert.ok(tagged);
  for (let i = 1; i < levels.length; i += 1)
    assert.ok(levels[i] <= levels[i - 1] + 1, `a heading of level ${levels[i]}`);
  const html = bytes.toString('utf8');
  for (const [, id] of html.matchAll(/<li><a href="#([a-z-]+)">/g)) assert.ok(html.includes(`id="${id}"`), id);
});

test('the drawing saves a chart and the answer on one page, by mouse and by keyboard', async ({ skip }) => {
  const page = await open('?lang=de&theme=light', { drawn: true, viewport: { width: 1440, height: 900 } });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  await campaign(page, 'de');
  await goTo(page, 'report');
  await settled(page);
  await page.screenshot({ path: join(scratch, 'one-page.png') });
  const sheet = await saved(page, () => click(page, places.onePage));
  assert.equal(sheet.name, 'kampagne-klarsicht.one-page.html');
  assert.match(sheet.bytes.toString('utf8'), /<h1>/);
  await goTo(page, 'bias');
  await settled(page);
  await page.screenshot({ path: join(scratch, 'chart.png') });
  const svg = await saved(page, () => click(page, places.svg));
  assert.match(svg.name, /\.svg$/);
  const png = await saved(page, async () => {
    await page.keyboard.press('ArrowRight'); // what stands in a row is one stop for Tab
    await settled(page);
    await page.keyboard.press('Enter');
  });
  assert.deepEqual([...png.bytes.subarray(1, 4)], [...Buffer.from('PNG')]);
  assert.deepEqual(page.errors, []);
});

// Places in the drawing of a page of 1440 × 900 in German.
const places = { onePage: [1094, 385], svg: [350, 615] };
