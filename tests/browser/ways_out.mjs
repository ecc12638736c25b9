// Every way out of a page and of its worker that we know: a name and an attempt. An attempt runs in the page, knows
// nothing but what it is given, and aims at an address of its own, so that whoever listens there knows what got
// through.
import { lasting, lastingOfPage, lastingOfWorker } from './left_behind.mjs';

/** What an attempt is given. Runs in the page or worker. */
function toolsFor(address, name) {
  const to = `${address}${name}?secret=1`;
  const element = (tag, attributes = {}, place = document.body) => {
    const made = Object.assign(document.createElement(tag), attributes);
    place.append(made);
    return made;
  };
  const ending = (start) => new Promise((done, failed) => start(done, () => failed(new Error('refused'))));
  return {
    to,
    address,
    element,
    ending,
    /** A link that lies over the whole page, for a mouse. */
    cover: (link) => {
      link.setAttribute('style', 'position:fixed;inset:0;z-index:9999;display:block');
      link.textContent = 'press';
      link.id = 'cover';
      document.body.append(link);
    },
    link: (rel, extra = {}) =>
      document.head.append(Object.assign(document.createElement('link'), { rel, href: to, ...extra })),
    /** A frame whose own globals nobody touched. */
    blank: () => element('iframe').contentWindow,
    /** What a worker made of a text can reach. */
    blobWorker: (make) =>
      ending((done, refused) => {
        const code = `fetch(${JSON.stringify(to)}, {mode: 'no-cors'}).then(() => postMessage(1), () => postMessage(0))`;
        const address = URL.createObjectURL(new Blob([code]));
        const worker = make(address);
        worker.onmessage = ({ data }) => (data ? done() : refused());
        worker.onerror = refused;
      }),
  };
}

// --- of both ---

const everywhere = {
  fetch: ({ to }) => fetch(to, { mode: 'no-cors' }),
  xhr: ({ to, ending }) =>
    ending((done, refused) => {
      const request = new XMLHttpRequest();
      request.open('GET', to);
      Object.assign(request, { onload: done, onerror: refused }).send();
    }),
  websocket: ({ to, ending }) =>
    ending((done, refused) =>
      Object.assign(new WebSocket(to.replace('http', 'ws')), { onopen: done, onerror: refused }),
    ),
  eventsource: ({ to, ending }) =>
    ending((done, refused) => Object.assign(new EventSource(to), { onopen: done, onerror: refused })),
  webtransport: ({ to }) => new WebTransport(to.replace('http:', 'https:')).ready,
  import: ({ to }) => import(to),
  eval: () => (0, eval)('1'),
  font: ({ to }) => new FontFace('leak', `url(${to})`).load(),
  'worker of a blob': ({ blobWorker }) => blobWorker((address) => new Worker(address)),
  webrtc: ({ address }) => new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(address).host}` }] }),
};

// --- a page's: what it loads ---

const loads = {
  'fetch keepalive': ({ to }) => fetch(to, { method: 'POST', body: 'secret', keepalive: true, mode: 'no-cors' }),
  beacon: ({ to }) => navigator.sendBeacon(to, 'secret'),
  fetchlater: ({ to }) => globalThis.fetchLater(to, { activateAfter: 0 }),
  image: ({ to, ending }) =>
    ending((done, refused) => Object.assign(new Image(), { onload: done, onerror: refused, src: to })),
  script: ({ to, element }) => element('script', { src: to }),
  'inline script': ({ element }) => {
    element('script', { textContent: `document.body.dataset.inline = 'ran'` });
    if (!document.body.dataset.inline) throw new Error('inline');
  },
  'speculation rules': ({ to, element }) =>
    element('script', {
      type: 'speculationrules',
      textContent: JSON.stringify({ prefetch: [{ source: 'list', urls: [to], eagerness: 'immediate' }] }),
    }),
  object: ({ to, element }) => element('object', { data: to }),
  embed: ({ to, element }) => element('embed', { src: to }),
  video: ({ to, element }) => element('video', { src: to }),
  audio: ({ to, element }) => element('audio', { src: to }),
  style: ({ to, element }) => {
    element('div').style.backgroundImage = `url(${to})`;
  },
  'style sheet': ({ to, element }) => element('style', { textContent: `body { background: url(${to}) }` }),
  'style sheet import': ({ to, element }) => element('style', { textContent: `@import url(${to});` }),
  'adopted style sheet': ({ to }) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`body { background: url(${to}) }`);
    document.adoptedStyleSheets.push(sheet);
  },
  worker: ({ to }) => new Worker(to),
  'shared worker': ({ to }) => new SharedWorker(to),
  'service worker': ({ to }) => navigator.serviceWorker.register(to),
  base: ({ address }) => {
    document.head.append(Object.assign(document.createElement('base'), { href: address }));
    if (!document.baseURI.startsWith(address) || location.href.startsWith(address)) throw new Error('base');
  },
  'link prefetch': ({ link }) => link('prefetch'),
  'link modulepreload': ({ link }) => link('modulepreload'),
  'link prerender': ({ link }) => link('prerender'),
  'link dns-prefetch': ({ link }) => link('dns-prefetch'),
  'link preconnect': ({ link }) => link('preconnect'),
  'link stylesheet': ({ link }) => link('stylesheet'),
  'link icon': ({ link }) => link('icon'),
  'link manifest': ({ link }) => link('manifest'),
  'link preload': ({ link }) => link('preload', { as: 'image' }),
  'a link that was there': ({ to }) => {
    const link = document.querySelector('link') ?? document.head.appendChild(document.createElement('link'));
    link.removeAttribute('href');
    link.rel = 'preconnect';
    link.href = to;
  },
  'preconnect in a text': ({ to }) => document.head.insertAdjacentHTML('beforeend', `<link rel=preconnect href=${to}>`),
  'preconnect of a text parsed elsewhere': ({ to }) => {
    const { head } = new DOMParser().parseFromString(`<link rel=preconnect href=${to}>`, 'text/html');
    document.head.append(...head.children);
  },
  'preconnect of a document parsed unsafely': ({ to }) =>
    document.head.append(...Document.parseHTMLUnsafe(`<link rel=preconnect href=${to}>`).head.children),
  'preconnect of a transformation': ({ to }) => {
    const sheet = document.implementation.createDocument('http://www.w3.org/1999/XSL/Transform', 'xsl:stylesheet');
    const made = (parent, name, attributes) => {
      const node = parent.appendChild(sheet.createElementNS('http://www.w3.org/1999/XSL/Transform', `xsl:${name}`));
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      return node;
    };
    sheet.documentElement.setAttribute('version', '1.0');
    const link = made(made(sheet.documentElement, 'template', { match: '/' }), 'element', { name: 'link' });
    made(link, 'attribute', { name: 'rel' }).textContent = 'preconnect';
    made(link, 'attribute', { name: 'href' }).textContent = to;
    const processor = new XSLTProcessor();
    processor.importStylesheet(sheet);
    document.head.append(processor.transformToFragment(sheet, document));
  },
  worklet: ({ to }) => new OfflineAudioContext(1, 1, 44100).audioWorklet.addModule(to),
  'preconnect of a fragment': ({ to }) =>
    document.head.append(document.createRange().createContextualFragment(`<link rel=preconnect href=${to}>`)),
};

// --- a page's: frames in it ---

const frames = {
  iframe: ({ to, element }) => element('iframe', { src: to }),
  'iframe led away later': ({ to, element }) => {
    element('iframe').src = to;
  },
  'iframe with its own text': ({ to, element }) => element('iframe', { srcdoc: `<img src="${to}">` }),
  'fetch of a blank iframe': ({ to, blank }) => blank().fetch(to, { mode: 'no-cors' }),
  'webrtc of a blank iframe': ({ blank }) => new (blank().RTCPeerConnection)(),
  'new window of a blank iframe': ({ to, blank }) => {
    if (!blank().open(to)) throw new Error('window');
  },
  'link of a blank iframe': ({ to, blank }) =>
    Object.assign(blank().document.createElement('a'), { href: to, target: '_blank' }).click(),
  'iframe of another namespace': () => {
    const frame = document.createElementNS('http://www.w3.org/1999/xhtml', 'x:iframe');
    document.body.append(frame);
    return new frame.contentWindow.RTCPeerConnection();
  },
  'iframe with a name that changes': () => {
    let asked = 0;
    const frame = document.createElement({ toString: () => (asked++ ? 'iframe' : 'p') });
    document.body.append(frame);
    if (asked < 2) document.body.append(document.createElement({ toString: () => 'iframe' }));
    return new window[window.length - 1].RTCPeerConnection();
  },
  'iframe in a text': ({ element }) => {
    element('div').innerHTML = '<iframe></iframe>';
    return new window[window.length - 1].RTCPeerConnection();
  },
  'iframe typed in a text': ({ element }) => {
    const place = element('div', { contentEditable: 'true', textContent: 'x' });
    place.focus();
    getSelection().selectAllChildren(place);
    document.execCommand('insertHTML', false, '<iframe></iframe>');
    return new window[window.length - 1].RTCPeerConnection();
  },
  'iframe written': () => {
    const made = document.implementation.createDocument('http://www.w3.org/1999/xhtml', 'iframe').documentElement;
    document.body.append(made);
    return new made.contentWindow.RTCPeerConnection();
  },
  'iframe of a class': () => {
    class Own extends HTMLIFrameElement {}
    customElements.define('own-frame', Own, { extends: 'iframe' });
    const made = new Own();
    document.body.append(made);
    return new made.contentWindow.RTCPeerConnection();
  },
  'object as a frame': async ({ element }) => {
    const made = element('object', { type: 'text/html', data: 'about:blank' });
    await new Promise((done) => setTimeout(done, 300));
    return new made.contentWindow.RTCPeerConnection();
  },
};

// --- a page's: being led away ---

const leaving = {
  form: ({ to, element }) => {
    element('iframe', { name: 'sink' });
    const form = element('form', { action: to, method: 'post', target: 'sink' });
    form.append(Object.assign(document.createElement('input'), { name: 'secret', value: '1' }));
    form.submit();
  },
  'form of this page': ({ to, element }) => element('form', { action: to, method: 'post' }).submit(),
  'form asked for': ({ to, element }) => element('form', { action: to }).requestSubmit(),
  'form to a new window': ({ to, element }) => element('form', { action: to, target: '_blank' }).submit(),
  location: ({ to }) => {
    location.href = to;
  },
  'location assign': ({ to }) => location.assign(to),
  'location replace': ({ to }) => location.replace(to),
  'navigation navigate': ({ to }) => {
    if (!globalThis.navigation) throw new Error('none');
    navigation.navigate(to).finished.catch(() => {});
  },
  'location of a text of its own': ({ to }) => {
    const text = `<meta http-equiv="refresh" content="0;url=${to}">`;
    location.href = URL.createObjectURL(new Blob([text], { type: 'text/html' }));
  },
  'own address, then again': async () => {
    history.pushState(null, '', `${location.pathname}?secret=1`);
    if (location.search.includes('secret')) location.reload();
  },
  refresh: ({ to }) => {
    const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${to}` });
    document.head.append(meta);
  },
  'refresh in a meta that was there': ({ to }) => {
    const meta = document.querySelector('meta') ?? document.head.appendChild(document.createElement('meta'));
    meta.httpEquiv = 'refresh';
    meta.content = `0;url=${to}`;
  },
  'window of the document': ({ to }) => {
    if (!document.open(to, 'x', '')) throw new Error('window');
  },
  'listeners erased': ({ to, element }) => {
    document.open();
    document.write('<body>');
    document.close();
    element('a', { href: to, target: '_blank' }).click();
  },
  'new window': ({ to }) => {
    if (!window.open(to)) throw new Error('window');
  },
  'whoever embeds or opened us': ({ to }) => {
    if (!window.opener) throw new Error('none');
    window.opener.location = to;
  },
};

// --- a page's: links ---

const links = {
  'link clicked': ({ to, element }) => element('a', { href: to }).click(),
  'link to a new window': ({ to, element }) => element('a', { href: to, target: '_blank' }).click(),
  'link with target of the base': ({ to, element }) => {
    document.head.append(Object.assign(document.createElement('base'), { target: '_blank' }));
    element('a', { href: to }).click();
  },
  ping: ({ to, element }) => element('a', { href: '#', ping: to }).click(),
  'link never attached': ({ to }) => Object.assign(document.createElement('a'), { href: to, target: '_blank' }).click(),
  'link never attached, told of a click': ({ to }) =>
    Object.assign(document.createElement('a'), { href: to, target: '_blank' }).dispatchEvent(
      new MouseEvent('click', { bubbles: true }),
    ),
  'link told of a click that nobody can refuse': ({ to, element }) =>
    element('a', { href: to, target: '_blank' }).dispatchEvent(
      new MouseEvent('click', { bubbles: true, cancelable: false }),
    ),
  'link without a kind': ({ to, element }) =>
    Object.setPrototypeOf(element('a', { href: to, target: '_blank' }), null) &&
    HTMLElement.prototype.click.call(document.body.lastChild),
  'inside of a link never attached': ({ to }) => {
    const link = Object.assign(document.createElement('a'), { href: to, target: '_blank' });
    link.appendChild(document.createElement('span')).click();
  },
  'link in a shadow': ({ to, element }) => {
    const link = Object.assign(document.createElement('a'), { href: to, target: '_blank' });
    element('div').attachShadow({ mode: 'closed' }).append(link);
    link.click();
  },
  'link in a shadow, told of a click within': ({ to, element }) => {
    const link = Object.assign(document.createElement('a'), { href: to, target: '_blank' });
    element('div').attachShadow({ mode: 'open' }).append(link);
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: false }));
  },
  'link of a drawing': ({ to, element }) => {
    const link = document.createElementNS('http://www.w3.org/2000/svg', 'a');
    link.setAttributeNS('http://www.w3.org/1999/xlink', 'xlink:href', to);
    link.setAttribute('target', '_blank');
    element('div').append(link);
    link.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  },
  'link of a drawing never attached': ({ to }) => {
    const link = document.createElementNS('http://www.w3.org/2000/svg', 'a');
    link.setAttribute('href', to);
    link.setAttribute('target', '_blank');
    link.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  },
  'area of a map': ({ to, element }) => {
    const area = Object.assign(document.createElement('area'), { href: to, target: '_blank' });
    element('map').append(area);
    area.click();
  },
  'download of a link': ({ to, element }) => element('a', { href: to, download: 'x' }).click(),
  'download of a link never attached': ({ to }) =>
    Object.assign(document.createElement('a'), { href: to, download: 'x' }).click(),
  'link that changes as it is clicked': ({ to, element }) => {
    const link = element('a', { href: '#' });
    link.addEventListener('click', () => Object.assign(link, { href: to, target: '_blank' }));
    link.click();
  },
  'download that changes as it is clicked': ({ to, element }) => {
    const link = element('a', { href: URL.createObjectURL(new Blob(['x'])), download: 'x' });
    link.addEventListener('click', () => Object.assign(link, { href: to, target: '_blank', download: '' }));
    link.click();
  },
  'link where refusing was taken away': ({ to, element }) => {
    const { preventDefault } = Event.prototype;
    Event.prototype.preventDefault = () => {};
    element('a', { href: to, target: '_blank' }).click();
    Event.prototype.preventDefault = preventDefault;
  },
  'navigation where comparing was taken away': ({ to }) => {
    const { includes, some } = Array.prototype;
    const { startsWith, split } = String.prototype;
    Object.assign(Array.prototype, { includes: () => true, some: () => true });
    Object.assign(String.prototype, { startsWith: () => true, split: () => [location.href] });
    location.href = to;
    Object.assign(Array.prototype, { includes, some });
    Object.assign(String.prototype, { startsWith, split });
  },
};

/** Attempts that only lay a link under a mouse; the test presses it. */
const pressed = Object.fromEntries(
  [
    ['link pressed', {}],
    ['link pressed with Control', { modifiers: ['Control'] }],
    ['link pressed with Shift', { modifiers: ['Shift'] }],
    ['link pressed with Alt', { modifiers: ['Alt'] }],
    ['link pressed with the wheel', { button: 'middle' }],
  ].map(([name, how]) => [
    name,
    { how, lay: ({ to, cover }) => cover(Object.assign(document.createElement('a'), { href: to })) },
  ]),
);
pressed['link of a drawing pressed with Control'] = {
  how: { modifiers: ['Control'] },
  lay: ({ to, cover }) => {
    const link = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const inner = link.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'a'));
    inner.setAttribute('href', to);
    link.setAttribute('style', 'width:100%;height:100%');
    inner.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'rect')).setAttribute('width', '4000');
    inner.firstChild.setAttribute('height', '4000');
    cover(document.createElement('div'));
    document.getElementById('cover').replaceChildren(link);
  },
};

pressed['link of a drawing that turns elsewhere'] = {
  how: {},
  lay: ({ to, element, cover }) => {
    const drawing = (name, attributes, parent) => {
      const made = document.createElementNS('http://www.w3.org/2000/svg', name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return parent?.appendChild(made) ?? made;
    };
    cover(document.createElement('div'));
    const place = document.getElementById('cover');
    place.replaceChildren(drawing('svg', { style: 'width:100%;height:100%' }));
    const link = drawing('a', { href: '#' }, place.firstChild);
    drawing('rect', { width: 4000, height: 4000 }, link);
    drawing('set', { attributeName: 'href', to }, link);
    drawing('set', { attributeName: 'target', to: '_blank' }, link);
  },
};

const ofWorker = {
  ...lastingOfWorker,
  importScripts: ({ to }) => importScripts(to),
  'nested worker': ({ to, ending }) => ending((done, refused) => Object.assign(new Worker(to), { onerror: refused })),
};

export const waysOutOfPage = { ...everywhere, ...lasting, ...loads, ...lastingOfPage, ...frames, ...links, ...leaving };
export const waysOutOfWorker = { ...everywhere, ...lasting, ...ofWorker };
export const waysPressed = pressed;

/** Attempts that answer in so many words; for the others only the listening servers count. */
export const mustRefuse = [
  ...Object.keys(everywhere),
  'fetch keepalive',
  'image',
  'inline script',
  'service worker',
  'base',
  'new window',
  'window of the document',
  ...Object.keys(lasting),
  ...Object.keys(lastingOfPage).filter((name) => name !== 'cookie'),
  ...Object.keys(frames).filter((name) => /blank|name|namespace|text$|written|class|as a frame/.test(name)),
  ...Object.keys(lastingOfWorker),
  'importScripts',
];

/**
 * The text of a program that makes an attempt and resolves to what became of it: for `evaluate`, which no policy binds.
 * @param {Function} attempt @param {string} address where it aims
 */
export const program = (attempt, address, name) => `(async () => {
  await new Promise((done) => setTimeout(done)); // while it is being evaluated, a test may more than a script
  const work = async () => (${attempt})((${toolsFor})(${JSON.stringify(address)}, ${JSON.stringify(encodeURI(name))}));
  try {
    return String(await Promise.race([work(), new Promise((done) => setTimeout(done, 700, 'nothing happened'))]));
  } catch (error) {
    return 'refused: ' + error.name;
  }
})()`;

/**
 * Makes one attempt. @param {{evaluate: (text: string) => Promise<string>}} place a page or a worker
 * @returns {Promise<string>} what became of it: `refused: …`, or `gone` if the page went elsewhere
 */
export async function make(place, attempts, name, address) {
  try {
    return await place.evaluate(program(attempts[name], address, name));
  } catch (error) {
    if (/context|navigat|closed|detached|Frame|realm/i.test(error.message)) return 'gone';
    throw error;
  }
}

/** Fails if an attempt that answers in so many words was not refused. @param {Record<string, string>} outcome */
export const notRefused = (outcome) =>
  Object.entries(outcome)
    .filter(([name, said]) => said === 'gone' || (mustRefuse.includes(name) && !said.startsWith('refused')))
    .map(([name, said]) => `${name}: ${said}`);
