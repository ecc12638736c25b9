// Every wrong file gets one clear sentence, in both languages, and the page goes on working.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { audited, choose, csv, data, open, scenario, test } from './harness.mjs';

const cases = [
  { name: 'empty.csv', content: '', de: /leer/, en: /empty/ },
  { name: 'header.csv', content: 'id,name,email\n', de: /Kopfzeile/, en: /header/ },
  {
    name: 'program.csv',
    content: Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 197 + (i >> 3)) & 255)),
    de: /Binärdaten|Text/,
    en: /binary/,
  },
  {
    name: 'picture.csv',
    content: Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      Buffer.alloc(500, 7),
    ]),
    de: /Bild/,
    en: /image|picture/,
  },
  {
    name: 'old.xls',
    content: Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2000)]),
    de: /als \.xlsx/,
    en: /as \.xlsx/,
  },
  { name: 'cut.xlsx', content: Buffer.from('PK\u0003\u0004 and no more'), de: /unvollständig/, en: /incomplete/ },
  { name: 'cut.csv.gz', content: Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1, 2]), de: /gzip/, en: /gzip/ },
  { name: 'adults.parquet', path: 'formats/adults.parquet', de: /Parquet/, en: /Parquet/ },
];

for (const lang of ['de', 'en']) {
  test(`bad files are answered with a sentence (${lang})`, async () => {
    const page = await open(`?lang=${lang}`);
    for (const one of cases) {
      const path = one.path && join(data, one.path);
      if (path && !existsSync(path)) continue;
      await choose(page, path ?? csv(one.name, one.content));
      const wanted = one.path ? one.path.split('/').at(-1) : one.name;
      await page
        .waitForFunction((name) => document.querySelector('#error')?.textContent.includes(name), wanted, {
          timeout: 20_000,
        })
        .catch(async () => assert.fail(`${one.name}: ${await page.textContent('#mirror')}`));
      const said = await page.textContent('#error p');
      assert.match(said, one[lang], one.name);
      assert.ok(!/⟦|undefined/.test(said), said);
      assert.equal(await page.textContent('#live'), said, 'a screen reader hears it too');
      assert.ok(await page.isVisible('[data-demo=campaign]'), 'the start page is there');
    }
    await choose(page, csv('good.csv', await scenario('campaign', { rows: 500 })));
    await audited(page, 'good.csv');
    assert.equal(await page.locator('#error').count(), 0);
    assert.deepEqual(page.errors, []);
  });
}

test('a very wide and a very long row do not hang the page', async () => {
  const page = await open('?lang=en');
  const settled = () =>
    page.waitForFunction(
      () => document.querySelector('#error') || document.querySelector('#mirror table.areas'),
      null,
      { timeout: 120_000 },
    );
  await choose(
    page,
    csv('wide.csv', `${Array.from({ length: 100_000 }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(99_999)}1\n`),
  );
  await settled();
  await choose(page, csv('row.csv', `a,b\n1,2\n${'x,'.repeat(100_000)}\n3,4\n`));
  await settled();
  assert.deepEqual(page.errors, []);
});
