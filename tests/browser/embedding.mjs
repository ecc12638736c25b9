// Inside another site's page, without special headers: works, obeys its parent, and tells it only what the parent
// itself handed over.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { audited, choose, csv, open, ready, scenario, settled, site, test, theBrowser } from './harness.mjs';

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

/** The page as its server would name those who may embed it. */
async function nameEmbedders(context, named) {
  const { url } = await site();
  await context.route(
    ({ href, pathname }) => href.startsWith(url) && pathname === '/',
    async (route) => {
      const response = await route.fetch({ maxRetries: 3 }); // a kept-alive connection may just be closed
      const body = (await response.text()).replace(
        'name="klarsicht-embedders" content="self"',
        `name="klarsicht-embedders" content="${named}"`,
      );
      await route.fulfill({ response, body });
    },
  );
}

/** @param {string} attributes of the element @param {(origin: string) => string} named who may embed */
async function embed(attributes, named = (origin) => origin) {
  const { url } = await site();
  const intranet =
    await host(`<script src="${url}embed.js"></script><klarsicht-audit ${attributes}></klarsicht-audit><script>
    window.told = [];
    window.heights = [];
    document.addEventListener('klarsicht-height', ({ detail }) => heights.push(detail));
    for (const type of ['ready', 'report', 'error', 'page'])
      document.addEventListener('klarsicht-' + type, (event) => told.push([type, event.detail]));
  </script>`);
  const context = await (await theBrowser()).newContext({ viewport: { width: 1280, height: 900 } });
  await nameEmbedders(context, named(new URL(intranet.url).origin));
  const page = await context.newPage();
  await page.goto(intranet.url);
  let frame;
  for (let i = 0; i < 100 && !frame; i += 1) {
    frame = page.frames().find((one) => one.url().startsWith(url));
    if (!frame) await page.waitForTimeout(50);
  }
  assert.ok(frame, 'the frame is there');
  await ready(frame);
  await page.waitForFunction(() => told.some(([type]) => type === 'ready'));
  return {
    page,
    frame,
    told: () => page.evaluate(() => window.told),
    hand: (content, name) =>
      page.evaluate((given) => document.querySelector('klarsicht-audit').open(new File([given.content], given.name)), {
        content: String(content),
        name,
      }),
    end: async () => {
      await context.close();
      await intranet.close();
    },
  };
}

/** The text version, by the button on the page, if it is not in view. */
const asText = (frame) =>
  frame.evaluate(() => {
    if (document.documentElement.dataset.view === 'drawn') document.getElementById('view').click();
  });

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
  const { page, frame, hand, end } = await embed('lang="en"');
  await hand(await scenario('campaign', { rows: 2000 }), 'given.csv');
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

test('whoever embeds the page hears how high it would have to be, but not for a file of somebody else', async () => {
  const { page, frame, hand, end } = await embed('lang="en" page="overview" style="height: 500px"');
  await hand(await scenario('campaign', { rows: 2000 }), 'given.csv');
  await audited(frame, 'given.csv');
  await page.waitForFunction(() => heights.at(-1) > 900);
  const drawn = await frame.evaluate(() => document.documentElement.dataset.view === 'drawn');
  const needed = await page.evaluate(() => heights.at(-1));
  await page.evaluate((height) => {
    document.querySelector('klarsicht-audit').style.height = `${height}px`;
  }, needed);
  // As high as that nothing scrolls, and it asks for no other height.
  await page.waitForTimeout(1000);
  assert.equal(await page.evaluate(() => heights.at(-1)), needed);
  if (!drawn) assert.ok(await frame.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight + 1));
  await asText(frame);
  await page.waitForFunction((before) => heights.at(-1) !== before, needed);
  await page.waitForTimeout(300);
  const before = await page.evaluate(() => heights.length);
  await choose(frame, csv('own.csv', 'a,b\n1,2\n3,4\n'));
  await audited(frame, 'own.csv');
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => heights.length), before);
  await frame.evaluate(() => document.querySelector('[data-key=close]').click());
  await page.waitForFunction((told) => heights.length > told, before);
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

test('of a file a person opens in the frame the parent is told nothing, before and after one of its own', async () => {
  const { page, frame, hand, told, end } = await embed('lang="en"');
  await page.evaluate(() => window.addEventListener('message', ({ data }) => told.push(['message', data.type])));
  const steps = async (name) => {
    await frame.setInputFiles('#file', csv(name, await scenario('campaign', { rows: 2000 })));
    await audited(frame, name);
    await frame.click('nav a[href="#/bias"]');
    await frame.setInputFiles('#file', csv(`bad-${name}`, ''));
    await frame.waitForSelector('#error');
    await frame.click('[data-demo=contacts]');
    await audited(frame, 'contacts.csv');
    await frame.click('nav a[href="#/columns"]');
    await frame.waitForSelector('#inputs, main table', { state: 'attached' });
  };
  await asText(frame);
  await page.waitForFunction(() => told.some(([, type]) => type === 'height')); // how high the text is, is told
  await page.waitForTimeout(1000);
  const before = await told();
  await steps('private.csv');
  assert.deepEqual((await told()).slice(before.length), []);
  await hand('', 'nothing.csv');
  await page.waitForFunction(() => told.some(([type]) => type === 'error'));
  await hand(await scenario('campaign', { rows: 2000 }), 'given.csv');
  await page.waitForFunction(() => told.some(([type]) => type === 'report'), null, { timeout: 60_000 });
  await page.waitForTimeout(300);
  const known = (await told()).length;
  await steps('secret.csv');
  await page.waitForTimeout(300);
  assert.deepEqual((await told()).slice(known), []);
  assert.ok(!/private\.csv|secret\.csv/.test(JSON.stringify(await told())));
  await end();
});

/** Where the drawing in the element has the way to the bias page. */
const biasInTheDrawing = [122, 183];

/** Walks through the pages as a person does, by whatever the text version offers. */
async function walk(page, frame) {
  const at = (target) => frame.waitForSelector(`#mirror nav a[aria-current][href="#/${target}"]`);
  for (const target of ['overview', 'privacy', 'bias']) {
    await frame.click(`#mirror nav a[href="#/${target}"]`);
    await at(target);
  }
  for (const [target, key] of [
    ['quality', 'Enter'],
    ['overview', 'Enter'],
  ]) {
    await frame.focus(`#mirror nav a[href="#/${target}"]`);
    await page.keyboard.press(key);
    await at(target);
  }
  await frame.click('#mirror table.areas a[href="#/privacy"]');
  await at('privacy');
  await frame.click('#mirror nav a[href="#/overview"]');
  await at('overview');
  const finding = frame.locator('#mirror ul.findings a').first();
  const [target] = (await finding.getAttribute('href')).slice(2).split('/');
  await finding.click();
  await at(target);
  await frame.evaluate(() => document.querySelector('#mirror nav a[href="#/columns"]').click());
  await at('columns');
  for (const how of [{ modifiers: ['Control'] }, { modifiers: ['Shift'] }, { button: 'middle' }])
    await frame.click('#mirror nav a[href="#/report"]', how);
  await at('columns');
}

test('an embedding page does not learn of the steps a person takes, and cannot take them back', async ({ skip }) => {
  const { page, frame, told, end } = await embed('lang="en"');
  const steps = () => page.evaluate(() => history.length);
  const before = [await steps(), (await told()).length];
  await frame.setInputFiles('#file', csv('campaign.csv', await scenario('campaign', { rows: 2000 })));
  await audited(frame, 'campaign.csv');
  const drawn = await frame.evaluate(() => document.documentElement.dataset.view === 'drawn');
  if (drawn) {
    await settled(frame);
    const { x, y } = await page.locator('klarsicht-audit').boundingBox();
    await page.mouse.move(x + biasInTheDrawing[0], y + biasInTheDrawing[1]);
    await settled(frame);
    await page.mouse.down();
    await page.mouse.up();
    await frame.waitForFunction(() => location.hash.startsWith('#/bias'));
  }
  await asText(frame);
  await walk(page, frame);
  assert.deepEqual([await steps(), (await told()).length], before);
  assert.equal(page.context().pages().length, 1);
  const hash = await frame.evaluate(() => location.hash);
  await page.goBack({ waitUntil: 'commit' }).catch(() => {});
  assert.equal(page.url(), 'about:blank', 'back leads to what was before the parent');
  assert.equal(hash, '#/columns');
  await end();
  if (!drawn) skip('nothing is drawn here');
});

test('on its own, a step by a link or in the drawing is one to go back', async () => {
  const page = await open('?lang=en');
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 2000 })));
  await audited(page, 'campaign.csv');
  const steps = () => page.evaluate(() => history.length);
  const before = await steps();
  await page.click('#mirror nav a[href="#/privacy"]');
  await page.waitForSelector('#mirror nav a[aria-current][href="#/privacy"]');
  await page.focus('#mirror nav a[href="#/bias"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#mirror nav a[aria-current][href="#/bias"]');
  assert.equal(await steps(), before + 2);
  await page.goBack();
  await page.waitForSelector('#mirror nav a[aria-current][href="#/privacy"]');
  assert.deepEqual(page.errors, []);
});

/** What open() says when it hands nothing over, how the event words it, and which events there were. */
const refusal = (page, how = (audit, file) => audit.open(file)) =>
  page.evaluate(
    `(async () => {
      const audit = document.querySelector('klarsicht-audit');
      const before = told.length;
      const said = await (${how})(audit, new File(['a,b\\n1,2\\n'], 'given.csv')).then(() => 'handed over', (error) => error.message);
      return [said, told.slice(before)];
    })()`,
  );

for (const [named, list] of [
  ['nobody', () => 'self'],
  ['somebody else', () => 'https://elsewhere.example'],
]) {
  test(`a page of another origin is not listened to where ${named} is named, and its element says so`, async () => {
    const { page, frame, told, end } = await embed('lang="en"', list);
    await page.evaluate(() => window.addEventListener('message', ({ data }) => told.push(['message', data.type])));
    await page.evaluate(() => document.querySelector('klarsicht-audit').setAttribute('patience', '300'));
    const { origin } = new URL(page.url());
    const { url } = await site();
    const english = `The page at ${url} does not listen to this page: name ${origin} in its klarsicht-embedders.`;
    assert.deepEqual(await refusal(page), [english, [['error', english]]]);
    await page.evaluate(() => document.querySelector('klarsicht-audit').setAttribute('lang', 'de'));
    const [german] = await refusal(page);
    assert.equal(
      german,
      `Die Seite unter ${url} hört nicht auf diese Seite: Tragen Sie dort ${origin} unter klarsicht-embedders ein.`,
    );
    assert.equal(await frame.evaluate(() => document.documentElement.lang), 'en');
    assert.equal(await frame.locator('#mirror .file, #mirror .working').count(), 0);
    assert.ok(
      (await told()).every(([type]) => type === 'ready' || type === 'error'),
      'the page told nothing',
    );
    await end();
  });
}

test('a page that does not answer, an element that is not there and what is no file are told of', async () => {
  const { page, end } = await embed('lang="en"');
  const [notThere] = await refusal(page, (audit, file) => document.createElement('klarsicht-audit').open(file));
  assert.match(notThere, /not in the page|steht nicht in der Seite/);
  for (const [what, how] of [
    ['file', (audit) => audit.open('a,b\n1,2\n')],
    ['file', (audit) => audit.open()],
    ['reference', (audit, file) => audit.open(file, { reference: 'older.csv' })],
  ]) {
    const sentence = `open() takes files (File or Blob): ${what} is none.`;
    assert.deepEqual(await refusal(page, how), [sentence, [['error', sentence]]]);
  }
  const [moved] = await refusal(page, (audit, file) => {
    audit.remove();
    document.body.append(audit); // loads anew
    const said = audit.open(file);
    audit.remove();
    return said.finally(() => document.body.append(audit));
  });
  assert.match(moved, /not in the page/);
  const [silent] = await refusal(page, (audit, file) => {
    audit.setAttribute('patience', '300');
    audit.setAttribute('src', '/nothing-here/');
    audit.remove();
    document.body.append(audit);
    return audit.open(file);
  });
  assert.equal(
    silent,
    `The page at ${page.url()}nothing-here/ does not answer: it did not load, was led to another address, ` +
      'or its server does not let this page show it (frame-ancestors).',
  );
  await end();
});

test('a frame of the custom element has what the page needs, and no way to lead the parent away', async () => {
  const { page, frame, end } = await embed('lang="en"');
  await frame.setInputFiles('#file', csv('campaign.csv', await scenario('campaign', { rows: 2000 })));
  await audited(frame, 'campaign.csv');
  await asText(frame);
  await frame.click('nav a[href="#/report"]');
  const [report] = await Promise.all([page.waitForEvent('download'), frame.click('[data-format=json]')]);
  assert.equal(report.suggestedFilename(), 'campaign-klarsicht.json');
  await frame.click('nav a[href="#/bias"]');
  const [remedied] = await Promise.all([page.waitForEvent('download'), frame.click('[data-key=remedy-make]')]);
  assert.match(remedied.suggestedFilename(), /-new\.csv$/);
  const { origin } = new URL(page.url());
  for (const lead of [
    () => (window.top.location.href = '/away'),
    () => window.top.location.replace('/away'),
    () => window.parent.location.assign('/away'),
  ]) {
    await frame.click('h1'); // with a person's click a frame may, where nothing forbids it
    await frame.evaluate(lead).catch(() => {});
    await page.waitForTimeout(200);
    assert.equal(page.url(), `${origin}/`);
  }
  await end();
});

test('the drawing draws in a frame of the custom element', async ({ skip }) => {
  const { frame, end } = await embed('lang="en"');
  const view = await frame.evaluate(() => document.documentElement.dataset.view);
  const drawn = await frame.evaluate(() => window.klarsicht.framesDrawn());
  const can = await frame.evaluate(() => Boolean(document.createElement('canvas').getContext('webgl2')));
  await end();
  if (!can) skip('nothing is drawn here');
  assert.equal(view, 'drawn');
  assert.ok(drawn > 0);
});

test('only the parent is heard', async () => {
  const page = await open('?lang=en');
  await page.evaluate(() => window.postMessage({ klarsicht: 1, type: 'settings', lang: 'de' }, '*'));
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 2000 })));
  await audited(page, 'campaign.csv');
});
