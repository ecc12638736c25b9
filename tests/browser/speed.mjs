// The page stays responsive while a large file is read, a cancel takes effect at once, and what is loaded is small.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { audited, choose, csv, dist, open, scenario, scratch, test, theBrowser } from './harness.mjs';

/** A file of about 50 MB. */
async function large() {
  const path = join(scratch, 'large.csv');
  if (!existsSync(path) || statSync(path).size < 45e6) {
    const small = await scenario('contacts', { rows: 20_000 });
    const rows = Math.ceil((50e6 / small.length) * 20_000);
    writeFileSync(path, await scenario('contacts', { rows }));
  }
  return path;
}

/**
 * The longest tasks of the page's main thread while `work` runs, in ms of the thread's own computing. Time in which the
 * thread waits for another program on the machine, or for a graphics card that is itself computed here, is told beside
 * it but not ours.
 */
async function longestTasks(page, work) {
  const browser = await theBrowser();
  await browser.startTracing(page, { categories: ['-*', 'toplevel', 'devtools.timeline'] });
  await work();
  const { traceEvents: events } = JSON.parse((await browser.stopTracing()).toString());
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}:${tid}`),
  );
  const tasks = events.filter(
    ({ ph, name, pid, tid }) => ph === 'X' && /RunTask$/.test(name) && mains.has(`${pid}:${tid}`),
  );
  // Of a few tasks a trace does not know what they computed; they count with all their time.
  const known = tasks.filter(({ tdur }) => tdur >= 0).length;
  assert.ok(tasks.length > 100 && known > 0.9 * tasks.length, 'the trace has the tasks and what they computed');
  return {
    own: Math.max(...tasks.map(({ tdur, dur }) => tdur ?? dur)) / 1000,
    withWaiting: Math.max(...tasks.map(({ dur }) => dur)) / 1000,
  };
}

for (const drawn of [false, true]) {
  test(`no main-thread task over 50 ms while 50 MB are read and audited (${drawn ? 'drawn' : 'text version'})`, async () => {
    const path = await large();
    const page = await open('?lang=en', { drawn });
    const start = performance.now();
    const { own, withWaiting } = await longestTasks(page, async () => {
      await choose(page, path);
      await audited(page, 'large.csv');
    });
    console.log(
      `      ${(statSync(path).size / 1e6).toFixed(0)} MB in ${Math.round(performance.now() - start)} ms; ` +
        `longest task ${own.toFixed(1)} ms, ${withWaiting.toFixed(1)} ms with waiting`,
    );
    assert.ok(own < 50, `${own} ms`);
  });
}

test('the measurement sees a task over 50 ms', async () => {
  const page = await open('?lang=en');
  const { own } = await longestTasks(page, async () => {
    for (let i = 0; i < 150; i += 1) await page.evaluate(() => 0);
    await page.evaluate(
      () =>
        new Promise((done) =>
          setTimeout(() => {
            let sum = 0;
            for (let i = 0; i < 3e8; i += 1) sum += i % 7;
            done(sum);
          }),
        ),
    );
  });
  assert.ok(own > 50, `${own} ms`);
});

test('while nobody asks, another engine makes the code fast; a file ends it', async () => {
  const untouched = await open('?lang=en');
  if (untouched.workers().length < 2) await untouched.waitForEvent('worker');
  const [, warming] = untouched.workers();
  await new Promise((done) => warming.on('close', done));
  assert.equal(untouched.workers().length, 1);
  assert.deepEqual(untouched.errors, []);
  assert.ok(await untouched.isVisible('[data-demo=campaign]'), 'nothing of it is on the page');

  const page = await open('?lang=en');
  const [first] = page.workers();
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 2000 })));
  await audited(page, 'campaign.csv');
  for (let i = 0; page.workers().length > 1 && i < 100; i += 1) await page.waitForTimeout(50);
  assert.deepEqual(page.workers(), [first], 'the engine that the file came to is the one that was there');
});

test('a cancel takes effect within 100 ms', async () => {
  const path = await large();
  const page = await open('?lang=en');
  await choose(page, path);
  await page.waitForFunction(() => document.querySelector('#mirror progress')?.value > 0.1, null, { polling: 20 });
  const worker = page.workers()[0];
  const gone = new Promise((done) => worker.on('close', done));
  const ms = await page.evaluate(
    () =>
      new Promise((done) => {
        const start = performance.now();
        document
          .getElementById('mirror')
          .addEventListener('built', () => done(performance.now() - start), { once: true });
        document.querySelector('[data-key=cancel]').click();
      }),
  );
  await gone;
  console.log(`      back at the start after ${ms.toFixed(1)} ms`);
  assert.ok(ms < 100, `${ms} ms`);
  assert.ok(await page.isVisible('[data-demo=campaign]'));
  // And the page is as good as new.
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 2000 })));
  await audited(page, 'campaign.csv');
  assert.deepEqual(page.errors, []);
});

test('a cancel while the audit runs again brings the report back', async () => {
  const path = await large();
  const page = await open('?lang=en');
  await choose(page, path);
  await audited(page, 'large.csv');
  await page.evaluate(() => {
    location.hash = '#/columns';
  });
  const select = page.locator('#columns select').first();
  await select.focus();
  await select.selectOption('ignore');
  const cancelled = await page.evaluate(
    () =>
      new Promise((done) => {
        const look = () => {
          const button = document.querySelector('[data-key=cancel]');
          if (button) button.click();
          if (button || document.querySelector('#columns select')?.options[0].value === 'ignore') done(Boolean(button));
          else setTimeout(look, 5);
        };
        look();
      }),
  );
  console.log(`      ${cancelled ? 'cancelled' : 'it was faster than the button'}`);
  await page.waitForSelector('#columns select', { state: 'attached' });
  // The engine holds nothing any more, yet the report can still be had: the file is read again.
  await page.evaluate(() => {
    location.hash = '#/report';
  });
  const [file] = await Promise.all([
    page.waitForEvent('download', { timeout: 120_000 }),
    page.click('[data-format=json]'),
  ]);
  assert.equal(JSON.parse(readFileSync(await file.path(), 'utf8')).format, 'klarsicht-report');
});

test('what the page loads is under 1,710 kB with brotli', async () => {
  let sum = 0;
  for (const name of readdirSync(dist)) {
    if (name === 'embed.js') continue;
    const bytes = readFileSync(join(dist, name));
    sum += brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  }
  console.log(`      ${(sum / 1000).toFixed(0)} kB`);
  assert.ok(sum < 1_710_000, `${sum} bytes`);
});

test('a file that memory cannot hold ends in a sentence', async () => {
  // A worker whose engine has used up what there is: the page starts the next one and says so.
  const page = await open('?lang=en');
  await page.workers()[0].evaluate(() => {
    const add = File.prototype.slice;
    File.prototype.slice = function slice() {
      throw Object.assign(new Error('out of memory'), { outOfMemory: true, restore: add });
    };
  });
  await choose(page, csv('huge.csv', await scenario('campaign', { rows: 2000 })));
  await page.waitForSelector('#error');
  assert.match(await page.textContent('#error'), /“huge\.csv” is too large.*memory/s);
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 2000 })));
  await audited(page, 'campaign.csv');
});
