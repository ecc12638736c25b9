// The same promise and the main way in Firefox, which speaks WebDriver BiDi.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';
import { dist, scenario, single, site, test } from './harness.mjs';
import { nameWindow } from './left_behind.mjs';
import { listener, listeners } from './listener.mjs';
import { make, mustRefuse, notRefused, program, waysOutOfPage, waysOutOfWorker, waysPressed } from './ways_out.mjs';

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Runs something in a Firefox of its own, with a folder for what it downloads. */
async function inFirefox(run, prefs = {}) {
  const executablePath = process.env.KLARSICHT_FIREFOX ?? '/usr/bin/firefox-esr';
  assert.ok(
    existsSync(executablePath),
    `no Firefox at ${executablePath}: script/bootstrap installs it, or set KLARSICHT_FIREFOX`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'klarsicht-firefox-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'browser.download.dir': folder,
      'browser.download.folderList': 2,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
      'browser.helperApps.neverAsk.saveToDisk': 'text/html,application/json,text/csv',
      'dom.disable_open_during_load': false, // windows may open: the page is to refuse, not the browser
      'dom.popup_maximum': 100,
      'browser.altClickSave': true,
      'network.http.speculative-parallel-limit': 6,
      ...prefs,
    },
  });
  try {
    await run({ browser, folder });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Opens the page, waits until it is ready, and turns to its text version where it draws: not every Firefox can. */
async function open(browser, address) {
  const page = await browser.newPage();
  page.errors = [];
  page.on('pageerror', (error) => {
    if (!/Content-Security-Policy/.test(error.message)) page.errors.push(String(error));
  });
  await page.goto(`${address ?? (await site()).url}?lang=en`);
  await page.waitForFunction(() => document.documentElement.dataset.ready, { timeout: 60_000 });
  assert.equal(await page.evaluate(() => document.documentElement.dataset.ready), 'yes', 'the page did not start');
  if ((await page.evaluate(() => document.documentElement.dataset.view)) === 'drawn') await page.click('#view');
  return page;
}

async function audit(page, folder, name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const chooser = await page.$('#file');
  await chooser.uploadFile(path);
  await page.waitForFunction(
    (wanted) => document.querySelector('#mirror .file')?.textContent.startsWith(wanted),
    { timeout: 120_000 },
    name,
  );
}

/** Clicks what stands there at that moment: the text is written anew while the page answers. */
const click = (page, selector) => page.locator(selector).click();

async function goTo(page, target) {
  await click(page, `#mirror nav a[href="#/${target}"]`);
  await page.waitForSelector(`#mirror nav a[aria-current][href="#/${target}"]`);
}

async function downloaded(folder, name) {
  const path = join(folder, name);
  for (let i = 0; i < 200 && !(existsSync(path) && readFileSync(path).length > 0); i += 1) await pause(50);
  await pause(200);
  return readFileSync(path, 'utf8');
}

async function press(page, { modifiers = [], button = 'left' }) {
  for (const key of modifiers) await page.keyboard.down(key);
  await page.mouse.click(300, 300, { button });
  for (const key of modifiers) await page.keyboard.up(key);
}

/** What strangers hear of a page that tries every way, and of a mouse. */
async function strangersHear(browser, page, except) {
  const ways = Object.keys(waysOutOfPage).filter((name) => !except.includes(name));
  const strangers = await listeners([...ways, ...Object.keys(waysPressed)]);
  const windows = (await browser.pages()).length;
  const outcome = {};
  for (const name of ways) outcome[name] = await make(page, waysOutOfPage, name, strangers.of(name).url);
  for (const [name, { how, lay }] of Object.entries(waysPressed)) {
    await make(page, { [name]: lay }, name, strangers.of(name).url);
    await press(page, how);
    await page.evaluate(() => document.getElementById('cover').remove());
  }
  await pause(1500);
  const heard = strangers.heard();
  await strangers.close();
  return { heard, notRefused: notRefused(outcome), windows: (await browser.pages()).length - windows };
}
/** What only the Navigation API forbids (web/README.md, "What is not closed"). */
const byLocation = [
  ...['location', 'location assign', 'location replace', 'own address, then again'],
  'navigation where comparing was taken away',
];
const nothing = { heard: [], notRefused: [], windows: 0 };

test('in Firefox a file is opened, read in another language and saved', () =>
  inFirefox(async ({ browser, folder }) => {
    const own = await site();
    const page = await open(browser);
    own.requests.length = 0;
    await audit(page, folder, 'campaign.csv', await scenario('campaign', { rows: 2000 }));
    assert.equal(await page.$$eval('#mirror table.areas tbody tr', (rows) => rows.length), 5);
    await click(page, 'button[lang=de]');
    await page.waitForSelector('#mirror[lang=de] table.areas');
    await goTo(page, 'report');
    await click(page, '[data-format=json]');
    const report = JSON.parse(await downloaded(folder, 'campaign-klarsicht.json'));
    assert.equal(report.source.rows, 2000);
    await goTo(page, 'bias');
    await click(page, '[data-key=remedy-make]');
    assert.ok((await downloaded(folder, 'campaign-klarsicht-neu.csv')).includes('\n'));
    await goTo(page, 'start');
    assert.match(await page.$eval('#privacy-measured', (it) => it.textContent), /Er hat ihn abgelehnt/);
    assert.deepEqual([own.requests, page.errors], [[], []]);
  }));

test('in Firefox the attempts do leak where nothing forbids it', () =>
  inFirefox(async ({ browser }) => {
    const names = [
      'fetch',
      'image',
      'iframe',
      'fetch of a blank iframe',
      'link preconnect',
      'link clicked',
      'location',
    ];
    names.push('link never attached', 'link in a shadow', 'new window', 'form', 'refresh', ...Object.keys(waysPressed));
    const [home, strangers] = await Promise.all([listener(), listeners(names)]);
    for (const name of names) {
      const page = await browser.newPage();
      await page.goto(home.url);
      const pressed = waysPressed[name];
      await make(page, { ...waysOutOfPage, [name]: pressed?.lay ?? waysOutOfPage[name] }, name, strangers.of(name).url);
      if (pressed) await press(page, pressed.how);
      for (let i = 0; i < 20 && strangers.of(name).connections() === 0; i += 1) await pause(50);
      for (const one of (await browser.pages()).slice(1)) await one.close();
    }
    const silent = names.filter((name) => strangers.of(name).connections() === 0);
    await Promise.all([home.close(), strangers.close()]);
    assert.deepEqual(silent, []);
  }));

for (const [what, address, prefs] of [
  ['the page', undefined],
  ['klarsicht.html, opened from disk,', pathToFileURL(single).href],
  ['the page, without Trusted Types,', undefined, { 'dom.security.trusted_types.enabled': false }],
  ['the page, without the Navigation API, but by its location,', undefined, { 'dom.navigation.webidl.enabled': false }],
]) {
  test(`in Firefox ${what} cannot send`, () =>
    inFirefox(async ({ browser, folder }) => {
      const page = await open(browser, address);
      const known = await page.evaluate(() => ['trustedTypes', 'navigation'].filter((name) => name in window));
      assert.equal(known.length, prefs ? 1 : 2);
      await audit(page, folder, 'campaign.csv', await scenario('campaign', { rows: 2000 }));
      assert.deepEqual(await strangersHear(browser, page, known.includes('navigation') ? [] : byLocation), nothing);
    }, prefs));
}

/** What leaves something for others of the server, where no policy forbids it either. */
const leftByAWorker = ['database', 'cache', 'channel', 'lock', 'private files', 'address of a blob', 'notification'];

/**
 * Nobody can be asked to try something in a worker of Firefox: so the attempts stand in its program, behind ours.
 * @param {string} source of the worker before them @returns {Promise<string[]>} the attempts that were not refused
 */
async function workerLeaves(page, source) {
  const attempts = Object.keys(waysOutOfWorker).filter((name) => mustRefuse.includes(name));
  const tries = attempts.map(
    (name) => `[${JSON.stringify(name)}, ${program(waysOutOfWorker[name], page.url(), name)}]`,
  );
  const all = `${source}\n;(async () => {
    const outcome = [];
    for (const [name, saying] of [${tries.join(',\n')}]) outcome.push([name, await saying]);
    postMessage({ outcome });
  })();`;
  const outcome = await page.evaluate(
    (code) =>
      new Promise((done, failed) => {
        const worker = new Worker(URL.createObjectURL(new Blob([code])));
        worker.onmessage = ({ data }) => data.outcome && done(data.outcome);
        worker.onerror = ({ message }) => failed(new Error(message));
      }),
    all,
  );
  return outcome
    .filter(([name, said]) => leftByAWorker.includes(name) && !said.startsWith('refused'))
    .map(([name]) => name);
}

test('in Firefox a worker leaves nothing for another page of the same server, but does where ours is not', () =>
  inFirefox(async ({ browser }) => {
    const home = await listener();
    const page = await browser.newPage();
    await page.goto(home.url);
    const ours = readFileSync(join(dist, 'worker.js'), 'utf8');
    assert.deepEqual((await workerLeaves(page, '')).sort(), [...leftByAWorker].sort());
    assert.deepEqual(await workerLeaves(page, ours), []);
    await home.close();
  }));

test('in Firefox the name of the window tells the next page nothing, but does where ours is not', () =>
  inFirefox(async ({ browser }) => {
    const { url } = await site();
    const page = await open(browser);
    await page.evaluate(nameWindow);
    await page.goto(`${url}licences.txt`);
    assert.equal(await page.evaluate(() => window.name), '');
    await page.evaluate(nameWindow);
    await page.goto(`${url}embed.js`);
    assert.equal(await page.evaluate(() => window.name), 'secret');
  }));
