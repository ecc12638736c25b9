// Inside another site's page, without special headers: works, obeys its parent, and tells it only what the parent
// itself handed over.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { audited, choose, csv, open, ready, scenario, site, test, theBrowser } from './harness.mjs';

/** A page of another site (localhost, not 127.0.0.1) that embeds ours. */
async function host(body) {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/' ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(request.url === '/' ? `<!doctype html><title>Intranet</title>${body}` : '');
  });
  await new Promise((done) => server.listen(0, 'localhost', done));
  return {
    url: `http://localhost:${server.address().port}/`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

async function embed(attributes) {
  const { url } = await site();
  const intranet =
    await host(`<script src="${url}embed.js"></script><klarsicht-audit ${attributes}></klarsicht-audit><script>
    window.told = [];
    for (const type of ['ready', 'report', 'error', 'page'])
      document.addEventListener('klarsicht-' + type, (event) => told.push([type, event.detail]));
  </script>`);
  const context = await (await theBrowser()).newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(intranet.url);
  let frame;
  for (let i = 0; i < 100 && !frame; i += 1) {
    frame = page.frames().find((one) => one.url().startsWith(url));
    if (!frame) await page.waitForTimeout(50);
  }
  assert.ok(frame, 'the frame is there');
  await ready(frame);
  return {
    page,
    frame,
    end: async () => {
      await context.close();
      await intranet.close();
    },
  };
}

test('the custom element shows the page inside another origin, with its language, theme and page', async () => {
  const { page, frame, end } = await embed('lang="de" theme="dark" page="bias"');
  assert.deepEqual(
    await frame.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme, location.hash]),
    ['de', 'dark', '#/bias'],
  );
  await page.evaluate(() => document.querySelector('klarsicht-audit').setAttribute('lang', 'en'));
  await frame.waitForFunction(() => document.documentElement.lang === 'en');
  await end();
});

test('a file the parent hands over is audited and reported to it', async () => {
  const { page, frame, end } = await embed('lang="en"');
  await page.evaluate(
    (content) => document.querySelector('klarsicht-audit').open(new File([content], 'given.csv')),
    String(await scenario('campaign', { rows: 2000 })),
  );
  await page.waitForFunction(() => told.some(([type]) => type === 'report'), null, { timeout: 60_000 });
  const report = await page.evaluate(() => told.find(([type]) => type === 'report')[1]);
  assert.equal(report.source.name, 'given.csv');
  assert.equal(report.source.rows, 2000);
  const subgroups = report.checks.find(({ id }) => id === 'bias.subgroups');
  assert.ok(subgroups.groups.length > 50 && !('groups_total' in subgroups), 'the whole list, not its first page');
  await audited(frame, 'given.csv');
  await page.evaluate(() => document.querySelector('klarsicht-audit').open(new File([''], 'nothing.csv')));
  await page.waitForFunction(() => told.some(([type, text]) => type === 'error' && text.includes('nothing.csv')));
  await end();
});

test('files handed over beside the audited one are shown, each as it was read', async () => {
  const { page, frame, end } = await embed('lang="en" page="columns"');
  await page.evaluate(() =>
    document
      .querySelector('klarsicht-audit')
      .open(new File(['sex,age\nf,1\nm,2\n'], 'new.csv'), {
        reference: new File(['Sex;city\nf;B\nm;C\nm;C\n'], 'old.csv'),
        population: new File(['age|sex\n1|f\n'], 'all.csv'),
      }),
  );
  await frame.waitForSelector('#inputs tbody tr', { state: 'attached' });
  const rows = await frame.$$eval('#inputs tbody tr', (all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent)),
  );
  assert.deepEqual(
    rows.map(([role, file, size]) => [role, file, size]),
    [
      ['Audited file', 'new.csv', '2 rows, 2 columns'],
      ['Older file', 'old.csv', '3 rows, 2 columns'],
      ['Population', 'all.csv', '1 row, 2 columns'],
    ],
  );
  assert.deepEqual(
    rows.map((row) => row[3].split(' · ')[1]),
    ['comma', 'semicolon', 'delimiter |'],
  );
  assert.equal(
    rows[1][4],
    '1 of 2 columns of the audited file is here as well. Spelled differently: Sex = sex. ' +
      'Only in the audited file: age. Only in this file: city.',
  );
  assert.match(rows[2][4], /^2 of 2 columns/);
  await end();
});

test('a file a person opens in the frame is not told to the parent', async () => {
  const { page, frame, end } = await embed('lang="en"');
  await page.evaluate(() => window.addEventListener('message', ({ data }) => told.push(['message', data.type])));
  await frame.setInputFiles('#file', csv('private.csv', await scenario('campaign', { rows: 2000 })));
  await audited(frame, 'private.csv');
  await page.waitForTimeout(300);
  const told = await page.evaluate(() => window.told);
  assert.deepEqual(
    told.filter(([type]) => type === 'report' || type === 'error'),
    [],
  );
  assert.ok(!JSON.stringify(told).includes('private'));
  await end();
});

test('only the parent is heard', async () => {
  const page = await open('?lang=en');
  await page.evaluate(() => window.postMessage({ klarsicht: 1, type: 'settings', lang: 'de' }, '*'));
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 2000 })));
  await audited(page, 'campaign.csv');
});
