// What the browser tests share: Chromium, served pages, files to audit, and a runner that ends with `N passed, N
// failed`.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from '../../script/serve.mjs';
import { loadEngine } from '../web/engine.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const dist = join(root, 'dist');
export const single = join(root, 'klarsicht.html');
export const data = process.env.KLARSICHT_DATA ?? join(root, '../shared/data');
export const scratch = join(root, 'build/browser');
mkdirSync(scratch, { recursive: true });

const tests = [];
/** @param {(t: {skip: (why: string) => never}) => Promise<void>} run */
export const test = (name, run) => tests.push({ name, run });

class Skipped extends Error {}
const skip = (why) => {
  throw new Skipped(why);
};

/** Runs every test whose name contains one of the words. */
export async function runAll(words) {
  let passed = 0;
  let failed = 0;
  for (const { name, run } of tests.filter(
    (one) => words.length === 0 || words.some((word) => one.name.includes(word)),
  )) {
    const start = performance.now();
    const took = () => `${Math.round(performance.now() - start)} ms`;
    try {
      await run({ skip });
      passed += 1;
      console.log(`ok    ${name} (${took()})`);
    } catch (error) {
      if (error instanceof Skipped) {
        console.log(`skip  ${name}: ${error.message}`);
        continue;
      }
      failed += 1;
      console.log(`FAIL  ${name} (${took()})\n${String(error.stack ?? error).replace(/^/gm, '      ')}`);
    } finally {
      await closePages();
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0;
}

// --- browser ---

function options() {
  const executablePath = process.env.KLARSICHT_CHROMIUM ?? '/usr/bin/chromium';
  assert.ok(
    existsSync(executablePath),
    `no Chromium at ${executablePath}: script/bootstrap installs it, or set KLARSICHT_CHROMIUM`,
  );
  return {
    executablePath,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  };
}

export const launch = () => {
  const { args, ...given } = options();
  return chromium.launch({ ...given, args: [...args, '--disable-background-networking'] });
};

/**
 * A context with a profile of its own, as a person has one: without one, Chromium connects to nothing ahead of time.
 */
export async function everyday() {
  const profile = mkdtempSync(join(tmpdir(), 'klarsicht-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...options(),
    ignoreDefaultArgs: ['--disable-background-networking'],
    acceptDownloads: true,
    locale: 'en-GB',
  });
  process.once('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  contexts.push(context);
  return context;
}

let browser;
export const theBrowser = async () => (browser ??= await launch());
let server;
/** dist/ as a server would show it. */
export const site = async () => (server ??= await serve(dist));
export async function end() {
  await browser?.close();
  await server?.close();
}

/** The pages that every report has. */
export const pagesOfReport = [
  ...['overview', 'privacy', 'bias', 'quality', 'ethics', 'skills', 'columns', 'rows', 'compare', 'report', 'share'],
];

const contexts = [];
async function closePages() {
  for (const context of contexts.splice(0)) await context.close();
}

async function newContext(given) {
  const context = await (
    await theBrowser()
  ).newContext({ acceptDownloads: true, locale: 'en-GB', viewport: { width: 1280, height: 800 }, ...given });
  contexts.push(context);
  return context;
}

/**
 * Opens the page and waits until it is ready. Errors of the page (other than refusals in the name of the policy) fail
 * the test. @param {string} query `?lang=de`; the text version, which needs no drawing in software, unless `drawn`;
 * in a context of its own, unless one is given
 */
export async function open(query = '', { drawn = false, address, hash = '', context, ...given } = {}) {
  const page = await (context ?? (await newContext(given))).newPage();
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Content Security Policy/.test(message.text())) page.errors.push(message.text());
  });
  const search = new URLSearchParams(query);
  if (!drawn) search.set('view', 'text');
  await page.goto(`${address ?? (await site()).url}?${search}${hash}`);
  await ready(page);
  return page;
}

export async function ready(frame) {
  await frame.waitForFunction(() => document.documentElement.dataset.ready, null, { timeout: 30_000 });
  assert.equal(await frame.evaluate(() => document.documentElement.dataset.ready), 'yes', 'the page did not start');
}

/** Chooses a file as a person would. @param {string|{name: string, mimeType: string, buffer: Buffer}} file */
export async function choose(page, file) {
  await page.setInputFiles('#file', file);
}

/** Waits for the report of the file of that name. */
export async function audited(page, name, timeout = 120_000) {
  await page.waitForFunction(
    (wanted) =>
      document.querySelector('#mirror .file')?.textContent.startsWith(wanted) &&
      !document.querySelector('#mirror .working'),
    name,
    { timeout },
  );
}

/** @param {string} target a page, or a part of it: `columns/0` */
export async function goTo(page, target) {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${target}`);
  await page.waitForFunction(
    (hash) => document.querySelector('#mirror nav a[aria-current]')?.getAttribute('href') === hash,
    `#/${target.split('/')[0]}`,
  );
  if (target.startsWith('train/')) await page.waitForSelector('#step', { state: 'attached' });
  if (target.startsWith('columns/')) await page.waitForSelector('[data-key=column-back]', { state: 'attached' });
}

/** Waits until the drawing stands still. */
export async function settled(page) {
  for (let before = -1, i = 0; i < 30; i += 1) {
    const now = await page.evaluate(() => window.klarsicht.framesDrawn());
    if (now === before) return;
    before = now;
    await page.waitForTimeout(250);
  }
}

/** Clicks a place of the drawing. */
export async function click(page, [x, y]) {
  await page.mouse.move(x, y);
  await settled(page);
  await page.mouse.click(x, y);
  await settled(page);
}

export const text = (page) => page.evaluate(() => document.getElementById('mirror').innerText);

// --- files ---

let engine;
const made = new Map();
/** A scenario's CSV, made by the engine itself. */
export async function scenario(name, options = {}) {
  const key = JSON.stringify({ name, ...options });
  engine ??= await loadEngine();
  if (!made.has(key))
    made.set(key, Buffer.from(engine.request({ request: 'scenario', name, ...options, lang: 'en' }).bytes));
  return made.get(key);
}
export const csv = (name, content) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
