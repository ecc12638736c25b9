// Charts and the answer on one page, through the engine's door.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amountOf } from '../../web/answer.js';
import { loadEngine } from './engine.mjs';

const engine = await loadEngine();
const decode = (bytes) => new TextDecoder().decode(bytes);
const ask = (request) => engine.request({ lang: 'en', ...request });

function audited() {
  const csv = ask({ request: 'scenario', name: 'campaign', rows: 4000 }).bytes;
  ask({ request: 'open', name: 'campaign.csv' });
  engine.feed('en', csv);
  engine.finish('en');
  ask({ request: 'plan', plan: null });
  return JSON.parse(decode(ask({ request: 'audit' }).bytes));
}

test('an amount is typed as a person writes it', () => {
  assert.equal(amountOf('  '), null);
  assert.equal(amountOf('1,50'), 1.5);
  assert.equal(amountOf('2.5'), 2.5);
  for (const wrong of ['-1', '1.000,5', 'x', '1e9', '1,23456']) assert.equal(amountOf(wrong), undefined, wrong);
});

test('every chart of a report can be had as a picture, and only charts', () => {
  const { checks } = audited();
  checks.forEach(({ chart, id }, check) => {
    if (!chart) {
      assert.throws(() => ask({ request: 'chart', check }), /no chart/, id);
      return;
    }
    for (const theme of ['light', 'dark']) {
      const svg = decode(ask({ request: 'chart', check, theme, all: true }).bytes);
      assert.ok(svg.startsWith('<svg xmlns'), id);
      assert.ok(svg.includes('Source: campaign.csv'), id);
      assert.ok(!svg.includes('var(') && !svg.includes('⟦'), id);
    }
    const first = chart.rows.filter(({ further }) => !further);
    assert.ok(first.length <= 40, `${id}: ${first.length} rows at first`);
    for (const row of chart.rows) if (row.reference) assert.ok(!row.further, `${id}: the reference is drawn`);
  });
  assert.throws(() => ask({ request: 'chart', check: 9999 }), /no chart/);
  assert.throws(() => ask({ request: 'chart', check: 0, theme: 'pink' }), /light or dark/);
});

test('the answer on one page takes amounts of 0 and more', () => {
  audited();
  const page = decode(ask({ request: 'one_page', contact: 2, sale: 30 }).bytes);
  assert.match(page, /^<!doctype html>/);
  assert.match(page, /selected less often/);
  assert.ok(!page.includes('⟦'));
  assert.throws(() => ask({ request: 'one_page', contact: -1 }), /amount/);
  assert.throws(() => ask({ request: 'one_page', contact: '2' }), /amount/);
});
