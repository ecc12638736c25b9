// klarsicht.html: opened from disk, everything inside, no connection allowed from the first byte.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { audited, choose, csv, goTo, open, scenario, single, test } from './harness.mjs';

const address = pathToFileURL(single).href;

test('klarsicht.html works from disk', async () => {
  const page = await open('?lang=de', { address });
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 3000 })));
  await audited(page, 'campaign.csv');
  await goTo(page, 'report');
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('[data-format=json]')]);
  assert.equal(JSON.parse(readFileSync(await file.path(), 'utf8')).source.rows, 3000);
  assert.deepEqual(page.errors, []);
});

test('klarsicht.html draws', async ({ skip }) => {
  const page = await open('?lang=de', { address, drawn: true });
  if ((await page.evaluate(() => document.documentElement.dataset.view)) !== 'drawn') skip('nothing is drawn here');
  assert.ok((await page.evaluate(() => window.klarsicht.framesDrawn())) > 0);
});

test('klarsicht.html asks for nothing, and works without a network', async () => {
  const asked = [];
  const page = await open('?lang=en', { address, offline: true });
  page.on('request', (request) => asked.push(request.url()));
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 3000 })));
  await audited(page, 'campaign.csv');
  assert.deepEqual(
    asked.filter((url) => !/^(blob|data):/.test(url)),
    [],
  );
});

test('klarsicht.html forbids every connection before its first script', async () => {
  const html = readFileSync(single, 'utf8');
  const policy = html.indexOf('Content-Security-Policy');
  assert.ok(
    policy > 0 && policy < html.indexOf('<script') && policy < html.indexOf('<style') && policy < html.indexOf('<link'),
  );
  assert.match(html.slice(policy, policy + 600), /connect-src 'none'/);
  assert.doesNotMatch(html.slice(policy, policy + 600), /'unsafe-|\*|https?:/);
  assert.doesNotMatch(html, /<(script|link|img)[^>]+(src|href)="(?!data:)/);
  const page = await open('?lang=en', { address });
  for (const place of [page, page.workers()[0]]) {
    const refused = await place.evaluate(() =>
      fetch('https://probe.invalid/').then(
        () => 'answered',
        (error) => error.name,
      ),
    );
    assert.equal(refused, 'TypeError');
  }
  assert.match(await page.textContent('#privacy-measured'), /it was refused/);
});
