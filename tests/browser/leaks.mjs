// Whatever a page or a worker can try to send, the browser refuses, and two servers that listen hear nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { audited, choose, csv, goTo, open, root, scenario, single, site, test } from './harness.mjs';

/** Listens on a port of its own: what was asked for, and how many bytes came at all. */
async function listener() {
  const heard = [];
  let bytes = 0;
  const server = createServer((request, response) => {
    heard.push(request.url);
    response.writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' });
    response.end('<!doctype html><title>control</title>');
  });
  server.on('connection', (socket) =>
    socket.on('data', (data) => {
      bytes += data.length;
    }),
  );
  server.on('upgrade', (request, socket) => {
    heard.push(request.url);
    socket.destroy();
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    heard,
    bytes: () => bytes,
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

/** Every way out of a page that we know of. Runs in the page. */
async function tryFromPage(target) {
  const at = (name) => `${target}${name}?secret=1`;
  const outcome = {};
  const attempt = async (name, work) => {
    try {
      outcome[name] = String(
        await Promise.race([work(), new Promise((done) => setTimeout(done, 700, 'nothing happened'))]),
      );
    } catch (error) {
      outcome[name] = `refused: ${error.name}`;
    }
  };
  const element = (tag, attributes) => {
    const made = Object.assign(document.createElement(tag), attributes);
    document.body.append(made);
    return made;
  };
  const link = (rel, extra = {}) =>
    document.head.append(Object.assign(document.createElement('link'), { rel, href: at(`link-${rel}`), ...extra }));
  const socket = target.replace('http', 'ws');

  await attempt('fetch', () => fetch(at('fetch'), { mode: 'no-cors' }));
  await attempt('fetch keepalive', () =>
    fetch(at('keepalive'), { method: 'POST', body: 'secret', keepalive: true, mode: 'no-cors' }),
  );
  await attempt(
    'xhr',
    () =>
      new Promise((done, failed) => {
        const request = new XMLHttpRequest();
        request.open('GET', at('xhr'));
        request.onload = () => done('loaded');
        request.onerror = () => failed(new Error('xhr'));
        request.send();
      }),
  );
  await attempt(
    'websocket',
    () =>
      new Promise((done, failed) => {
        const one = new WebSocket(`${socket}websocket?secret=1`);
        one.onopen = () => done('open');
        one.onerror = () => failed(new Error('websocket'));
      }),
  );
  await attempt(
    'eventsource',
    () =>
      new Promise((done, failed) => {
        const source = new EventSource(at('eventsource'));
        source.onopen = () => done('open');
        source.onerror = () => failed(new Error('eventsource'));
      }),
  );
  await attempt('beacon', () => navigator.sendBeacon(at('beacon'), 'secret'));
  await attempt('webtransport', () => new WebTransport(at('webtransport').replace('http:', 'https:')).ready);
  await attempt('fetchlater', () => globalThis.fetchLater(at('fetchlater'), { activateAfter: 0 }));
  await attempt(
    'image',
    () =>
      new Promise((done, failed) => {
        const image = new Image();
        image.onload = () => done('loaded');
        image.onerror = () => failed(new Error('image'));
        image.src = at('image');
      }),
  );
  await attempt('form', () => {
    element('iframe', { name: 'sink' });
    const form = element('form', { action: at('form'), method: 'post', target: 'sink' });
    form.append(Object.assign(document.createElement('input'), { name: 'secret', value: '1' }));
    form.submit();
  });
  for (const rel of [
    'prefetch',
    'preload',
    'modulepreload',
    'prerender',
    'preconnect',
    'dns-prefetch',
    'stylesheet',
    'icon',
    'manifest',
  ]) {
    await attempt(`link ${rel}`, () => link(rel, rel === 'preload' ? { as: 'image' } : {}));
  }
  await attempt('script', () => element('script', { src: at('script') }));
  await attempt('inline script', () => {
    element('script', { textContent: `document.body.dataset.inline = 'ran'` });
    if (document.body.dataset.inline) return 'ran';
    throw new Error('inline');
  });
  await attempt('import', () => import(at('import')));
  await attempt('eval', () => (0, eval)('1'));
  await attempt('iframe', () => element('iframe', { src: at('iframe') }));
  await attempt('fetch of a blank iframe', () =>
    element('iframe', {}).contentWindow.fetch(at('blank-iframe'), { mode: 'no-cors' }),
  );
  await attempt('iframe with its own text', () =>
    element('iframe', { srcdoc: `<img src="${at('srcdoc')}"><script src="${at('srcdoc-script')}"></script>` }),
  );
  for (const tag of ['object', 'embed', 'video', 'audio', 'track'])
    await attempt(tag, () => element(tag, tag === 'object' ? { data: at(tag) } : { src: at(tag) }));
  await attempt('style', () => {
    element('div', {}).style.backgroundImage = `url(${at('style')})`;
  });
  await attempt('style sheet', () => {
    element('style', { textContent: `body { background: url(${at('sheet')}) } @import url(${at('sheet-import')});` });
  });
  await attempt('font', () => new FontFace('leak', `url(${at('font')})`).load());
  await attempt('worker', () => new Worker(at('worker')));
  await attempt('shared worker', () => new SharedWorker(at('shared-worker')));
  await attempt(
    'worker of a blob',
    () =>
      new Promise((done, failed) => {
        const code = `fetch(${JSON.stringify(at('blob-worker'))}, {mode: 'no-cors'}).then(() => postMessage('loaded'), () => postMessage('refused'))`;
        const worker = new Worker(URL.createObjectURL(new Blob([code])));
        worker.onmessage = ({ data }) => (data === 'loaded' ? done(data) : failed(new Error(data)));
      }),
  );
  await attempt('service worker', () => navigator.serviceWorker.register(at('service-worker')));
  await attempt('ping', () => element('a', { href: 'javascript:void 0', ping: at('ping') }).click());
  await attempt('base', () => {
    document.head.append(Object.assign(document.createElement('base'), { href: target }));
    if (document.baseURI.startsWith(target) && !location.href.startsWith(target)) return 'the base is another';
    throw new Error('base');
  });
  await attempt('form of this page', () => {
    const form = element('form', { action: at('form-self'), method: 'post' });
    if (location.search.includes('lang')) form.submit(); // elsewhere it would end the test
  });
  await attempt('navigation', () => {
    if (location.search.includes('lang')) location.href = at('navigation');
  });
  await attempt('link clicked', () => {
    if (location.search.includes('lang')) element('a', { href: at('link-clicked') }).click();
  });
  await attempt('new window', () => {
    if (!window.open(at('window'))) throw new Error('window');
  });
  await attempt('link to a new window', () => element('a', { href: at('window-link'), target: '_blank' }).click());
  await attempt('webrtc', () => new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:3478' }] }));
  await new Promise((done) => setTimeout(done, 1500));
  return outcome;
}

async function tryFromWorker(target) {
  const at = (name) => `${target}worker-${name}?secret=1`;
  const outcome = {};
  const attempt = async (name, work) => {
    try {
      outcome[name] = String(
        await Promise.race([work(), new Promise((done) => setTimeout(done, 700, 'nothing happened'))]),
      );
    } catch (error) {
      outcome[name] = `refused: ${error.name}`;
    }
  };
  await attempt('fetch', () => fetch(at('fetch'), { mode: 'no-cors' }));
  await attempt(
    'xhr',
    () =>
      new Promise((done, failed) => {
        const request = new XMLHttpRequest();
        request.open('GET', at('xhr'));
        request.onload = () => done('loaded');
        request.onerror = () => failed(new Error('xhr'));
        request.send();
      }),
  );
  await attempt(
    'websocket',
    () =>
      new Promise((done, failed) => {
        const one = new WebSocket(at('websocket').replace('http', 'ws'));
        one.onopen = () => done('open');
        one.onerror = () => failed(new Error('websocket'));
      }),
  );
  await attempt(
    'eventsource',
    () =>
      new Promise((done, failed) => {
        const source = new EventSource(at('eventsource'));
        source.onopen = () => done('open');
        source.onerror = () => failed(new Error('eventsource'));
      }),
  );
  await attempt('webtransport', () => new WebTransport(at('webtransport').replace('http:', 'https:')).ready);
  await attempt('importScripts', () => importScripts(at('importscripts')));
  await attempt('import', () => import(at('import')));
  await attempt('eval', () => (0, eval)('1'));
  await attempt(
    'nested worker',
    () =>
      new Promise((done, failed) => {
        const worker = new Worker(at('nested'));
        worker.onerror = () => failed(new Error('nested'));
      }),
  );
  await attempt(
    'nested worker of a blob',
    () =>
      new Promise((done, failed) => {
        const code = `fetch(${JSON.stringify(at('nested-blob'))}, {mode: 'no-cors'}).then(() => postMessage('loaded'), () => postMessage('refused'))`;
        const worker = new Worker(URL.createObjectURL(new Blob([code])));
        worker.onmessage = ({ data }) => (data === 'loaded' ? done(data) : failed(new Error(data)));
      }),
  );
  await attempt('font', () => new FontFace('leak', `url(${at('font')})`).load());
  await attempt('webrtc', () => new RTCPeerConnection());
  await new Promise((done) => setTimeout(done, 500));
  return outcome;
}

/** Attempts that answer in so many words; for the others only the listening servers count. */
const mustRefuse = [
  'fetch',
  'fetch keepalive',
  'xhr',
  'websocket',
  'eventsource',
  'webtransport',
  'image',
  'import',
  'inline script',
  'eval',
  'fetch of a blank iframe',
  'font',
  'worker of a blob',
  'service worker',
  'base',
  'webrtc',
  'new window',
  'importScripts',
  'nested worker of a blob',
];
function assertRefused(outcome) {
  for (const name of mustRefuse)
    if (name in outcome) assert.match(outcome[name], /^refused/, `${name}: ${outcome[name]}`);
}

async function withFile(address) {
  const page = await open('?lang=en', { address });
  await choose(page, csv('campaign.csv', await scenario('campaign', { rows: 2000 })));
  await audited(page, 'campaign.csv');
  return page;
}

test('the attempts do leak where nothing forbids it (so that the next tests can fail)', async () => {
  const other = await listener();
  const page = await open();
  await page.goto(other.url);
  other.heard.length = 0;
  await page.evaluate(tryFromPage, other.url);
  const heard = other.heard.join('\n');
  for (const way of [
    '/fetch?',
    '/keepalive?',
    '/xhr?',
    '/websocket?',
    '/eventsource?',
    '/beacon?',
    '/image?',
    '/link-prefetch?',
    '/script?',
    '/form?',
    '/import?',
    '/iframe?',
    '/blob-worker?',
    '/font?',
    '/style?',
  ]) {
    assert.ok(heard.includes(way), `${way} was not heard`);
  }
  await other.close();
});

for (const place of ['a stranger', 'our own server']) {
  test(`the page cannot send to ${place}`, async () => {
    const page = await withFile();
    const other = await listener();
    const own = await site();
    own.requests.length = 0;
    assertRefused(await page.evaluate(tryFromPage, place === 'a stranger' ? other.url : own.url));
    assert.deepEqual([own.requests, other.heard, other.bytes()], [[], [], 0]);
    await other.close();
  });
  test(`the worker cannot send to ${place}`, async () => {
    const page = await withFile();
    const other = await listener();
    const own = await site();
    own.requests.length = 0;
    assert.equal(page.workers().length, 1);
    assertRefused(await page.workers()[0].evaluate(tryFromWorker, place === 'a stranger' ? other.url : own.url));
    assert.deepEqual([own.requests, other.heard, other.bytes()], [[], [], 0]);
    await other.close();
  });
}

test('klarsicht.html, opened from disk, cannot send either', async () => {
  const page = await withFile(pathToFileURL(single).href);
  const other = await listener();
  assertRefused(await page.evaluate(tryFromPage, other.url));
  assertRefused(await page.workers()[0].evaluate(tryFromWorker, other.url));
  assert.deepEqual([other.heard, other.bytes()], [[], 0]);
  await other.close();
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
    await fetch('/style.css');
    await new Promise((done) => setTimeout(done, 300));
    return { count: requests.count(), refused: await probePolicy(window, 500) };
  }, source);
  assert.deepEqual(seen, { count: 1, refused: false });
});
