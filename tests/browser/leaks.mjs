// Whatever a page or a worker can try to send, the browser or the page refuses: servers that listen hear nothing, not
// even a connection.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { audited, choose, csv, everyday, goTo, open, ready, root, scenario, single, site, test } from './harness.mjs';
import { nameWindow } from './left_behind.mjs';
import { listener, listeners } from './listener.mjs';
import { make, mustRefuse, notRefused, waysOutOfPage, waysOutOfWorker, waysPressed } from './ways_out.mjs';

async function withFile(address, context) {
  const page = await open('?lang=en', { address, context: context ?? (await everyday()) });
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 2000 })));
  await audited(page, 'campaign.csv');
  return page;
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Makes every attempt, each at a listener of its own or all at one. @returns {Promise<string[]>} those not refused */
async function tryAll(place, attempts, addressOf) {
  const outcome = {};
  for (const name of Object.keys(attempts)) outcome[name] = await make(place, attempts, name, addressOf(name));
  return notRefused(outcome);
}

/** Lays each link under the mouse and presses it. */
async function pressAll(page, addressOf) {
  for (const [name, { how, lay }] of Object.entries(waysPressed)) {
    await make(page, { [name]: lay }, name, addressOf(name));
    await page.click('#cover', { ...how, force: true });
    await page.evaluate(() => document.getElementById('cover').remove());
  }
}

/** What the listeners hear of a page, its worker and a mouse that all try to speak to strangers. */
async function strangersHear(page) {
  const all = { ...waysOutOfPage, ...waysOutOfWorker };
  const strangers = await listeners([...Object.keys(all), ...Object.keys(waysPressed)]);
  const addressOf = (name) => strangers.of(name).url;
  assert.equal(page.workers().length, 1);
  const notRefusedThere = await tryAll(page.workers()[0], waysOutOfWorker, addressOf);
  const notRefusedHere = await tryAll(page, waysOutOfPage, addressOf);
  await pressAll(page, addressOf);
  await pause(1500);
  const heard = strangers.heard();
  await strangers.close();
  return { notRefusedHere, notRefusedThere, heard, windows: page.context().pages().length - 1 };
}
const nothing = { notRefusedHere: [], notRefusedThere: [], heard: [], windows: 1 };

/** Attempts that nobody can see here, whatever the page does, and why. */
const unseen = {
  cookie: 'it goes with the next request; the test of our own server looks for it',
  webtransport: 'it is UDP',
  'link dns-prefetch': 'it is a question for a name',
  'link prerender': 'Chromium no longer knows it',
};
/** Attempts that reach only the server the page is from. */
const toOwnServer = ['worker', 'shared worker', 'service worker', 'own address, then again'];

/** One attempt on a page that forbids nothing, opened by another. @returns {Promise<boolean>} whether it got out */
async function getsOut(context, name) {
  const [home, stranger] = await Promise.all([listener(), listener()]);
  const opener = await context.newPage();
  await opener.goto(home.url);
  const [page] = await Promise.all([context.waitForEvent('page'), opener.evaluate(() => void window.open('/'))]);
  await page.waitForLoadState();
  home.heard.length = 0;
  const { url } = toOwnServer.includes(name) ? home : stranger;
  const attempts = { ...waysOutOfPage, ...(name in waysPressed ? { [name]: waysPressed[name].lay } : {}) };
  const said = await make(page, attempts, name, url);
  if (name in waysPressed) await page.click('#cover', { ...waysPressed[name].how, force: true }).catch(() => {});
  const inWords = mustRefuse.includes(name) && !/^(refused|nothing)/.test(said);
  const out = () => inWords || stranger.connections() > 0 || home.heard.some((path) => path.includes('secret'));
  for (let i = 0; i < 30 && !out(); i += 1) await pause(50);
  for (const one of context.pages().slice(1)) await one.close();
  await Promise.all([home.close(), stranger.close()]);
  return out();
}

test('the attempts do leak where nothing forbids it (so that the next tests can fail)', async () => {
  const context = await everyday();
  const silent = [];
  for (const name of [...Object.keys(waysOutOfPage), ...Object.keys(waysPressed)])
    if (!(await getsOut(context, name))) silent.push(name);
  assert.deepEqual(silent.sort(), Object.keys(unseen).sort());
});

test('a worker leaves something for others where nothing forbids it', async () => {
  const home = await listener();
  const page = await (await everyday()).newPage();
  await page.goto(home.url);
  const [worker] = await Promise.all([
    page.waitForEvent('worker'),
    page.evaluate(() => void new Worker(URL.createObjectURL(new Blob(['0'])))),
  ]);
  const refused = [];
  for (const name of Object.keys(waysOutOfWorker)) {
    const said = await make(worker, waysOutOfWorker, name, home.url);
    if (mustRefuse.includes(name) && /^(refused|nothing)/.test(said)) refused.push(name);
  }
  await home.close();
  // A worker has no WebRTC; a listener speaks neither of the protocols between them, nor is what it says a script.
  const never = ['webrtc', 'websocket', 'eventsource', 'webtransport', 'font', 'import', 'importScripts'];
  assert.deepEqual(refused.sort(), never.sort());
});

test('the name of the window tells the next page of the same server nothing', async () => {
  const own = await site();
  const opener = await (await everyday()).newPage();
  await opener.goto(`${own.url}licences.txt`);
  const [page] = await Promise.all([
    opener.context().waitForEvent('page'),
    opener.evaluate((address) => void window.open(address, 'given'), `${own.url}?view=text`),
  ]);
  await ready(page);
  assert.equal(await page.evaluate(() => window.name), '');
  await page.evaluate(nameWindow);
  await page.goto(`${own.url}licences.txt`);
  assert.equal(await page.evaluate(() => window.name), '');
});

test('the page and its worker cannot send to a stranger', async () => {
  assert.deepEqual(await strangersHear(await withFile()), nothing);
});

test('klarsicht.html, opened from disk, cannot send either', async () => {
  assert.deepEqual(await strangersHear(await withFile(pathToFileURL(single).href)), nothing);
});

test('the page and its worker cannot send to our own server', async () => {
  const page = await withFile();
  const own = await site();
  own.requests.length = 0;
  const connections = own.connections();
  assert.deepEqual(await tryAll(page.workers()[0], waysOutOfWorker, () => own.url), []);
  assert.deepEqual(await tryAll(page, waysOutOfPage, () => own.url), []);
  await pressAll(page, () => own.url);
  await pause(1500);
  assert.deepEqual([own.requests, own.connections() - connections], [[], 0]);
  assert.deepEqual(await page.context().cookies(), [], 'the next request would bring them');
});

test('the page does all it does under the header that web/README.md recommends, and sends no more', async () => {
  const readme = readFileSync(join(root, 'web/README.md'), 'utf8');
  const recommended = [...readme.matchAll(/Content-Security-Policy"?(?: value=| )"([^"]+)"/g)].map(
    ([, value]) => value,
  );
  assert.equal(recommended.length, 3);
  for (const value of recommended) assert.equal(value, recommended[0]);
  assert.match(recommended[0], /frame-ancestors .*sandbox /);
  const context = await everyday();
  const { url } = await site();
  await context.route(`${url}**`, async (route) => {
    const response = await route.fetch({ maxRetries: 3 }); // a kept-alive connection may just be closed
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': recommended[0] } });
  });
  const page = await withFile(undefined, context);
  await goTo(page, 'report');
  const [report] = await Promise.all([page.waitForEvent('download'), page.click('[data-format=json]')]);
  assert.equal(JSON.parse(readFileSync(await report.path(), 'utf8')).source.rows, 2000);
  await goTo(page, 'bias');
  const [remedied] = await Promise.all([page.waitForEvent('download'), page.click('[data-key=remedy-make]')]);
  assert.match(remedied.suggestedFilename(), /-new\.csv$/);
  await page.click('[data-key=licences]');
  await page.waitForSelector('#licences-dialog[open]');
  await page.keyboard.press('Escape');
  assert.deepEqual(await strangersHear(page), nothing);
});

test('no request after the page is loaded, whatever one does with it', async () => {
  const own = await site();
  const page = await open('?lang=en');
  own.requests.length = 0;
  await choose(page, csv('campaign.csv', await scenario('campaign')));
  await audited(page, 'campaign.csv');
  for (const target of ['privacy', 'bias', 'quality', 'ethics', 'skills', 'columns', 'report'])
    await goTo(page, target);
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('[data-format=html]')]);
  await file.path();
  await page.click('button[lang=de]');
  await goTo(page, 'start');
  assert.deepEqual(own.requests, []);
  assert.match(await page.textContent('#privacy-measured'), /geöffnet wurde: 0\..*Er hat ihn abgelehnt/s);
});

test('the badge counts what it should: a request before the lock, none after', async () => {
  const own = await site();
  // The same code on a page that nothing locks: it must see the request, and see that no policy refuses the probe.
  const source = readFileSync(join(root, 'web/policy.js'), 'utf8').replace(/^export /gm, '');
  const page = await open();
  await page.route('https://probe.invalid/', (route) => route.abort());
  await page.route('**/unlocked', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><link rel="icon" href="data:,"><title>unlocked</title>',
    }),
  );
  await page.goto(`${own.url}unlocked`);
  const seen = await page.evaluate(async (code) => {
    const { watchRequests, probePolicy } = new Function(`${code}; return { watchRequests, probePolicy };`)();
    const requests = watchRequests(window);
    await fetch('/embed.js');
    await new Promise((done) => setTimeout(done, 300));
    return { count: requests.count(), refused: await probePolicy(window, 500) };
  }, source);
  assert.deepEqual(seen, { count: 1, refused: false });
});
