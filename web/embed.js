// <klarsicht-audit src="https://intranet.example/klarsicht/" lang="de" theme="dark" page="bias"></klarsicht-audit>
//
// Shows Klarsicht inside another page. `src` is the folder it is served from (default: where this script lies).
// Attributes may change at any time. Events: `klarsicht-ready`; `klarsicht-report` (detail: the report) and
// `klarsicht-error` (detail: a sentence), both only for files handed over with open(file, {plan}); `klarsicht-page`
// (detail: the page) and `klarsicht-height` (detail: the CSS pixels it needs so that nothing in it scrolls), while no
// file is open that a person opened in the frame. Messages count only from our own frame
// and its origin. The page listens to its own origin and to those named in its `klarsicht-embedders`; it says nothing
// to others, not even that it does not listen, so that is noticed here: after `patience` milliseconds (attribute),
// open() is refused. To name who may show it, let the server send `Content-Security-Policy: frame-ancestors …`.
const here = document.currentScript?.src ?? document.baseURI;

/** How long open() waits at most for the page to load, and then for its answer. */
const loadPatience = 60_000; // ms
const answerPatience = 10_000; // ms

/** Why open() did not hand a file over. */
const refusals = {
  de: {
    deaf: ({ page, us }) =>
      `Die Seite unter ${page} hört nicht auf diese Seite: Tragen Sie dort ${us} unter klarsicht-embedders ein.`,
    silent: ({ page }) =>
      `Die Seite unter ${page} antwortet nicht: Sie wurde nicht geladen, wurde an eine andere Adresse geleitet, ` +
      'oder ihr Server erlaubt dieser Seite nicht, sie zu zeigen (frame-ancestors).',
    absent: () => 'Das Element klarsicht-audit steht nicht in der Seite: Die Datei wurde nicht übergeben.',
    noFile: ({ what }) => `open() nimmt Dateien (File oder Blob): ${what} ist keine.`,
  },
  en: {
    deaf: ({ page, us }) => `The page at ${page} does not listen to this page: name ${us} in its klarsicht-embedders.`,
    silent: ({ page }) =>
      `The page at ${page} does not answer: it did not load, was led to another address, ` +
      'or its server does not let this page show it (frame-ancestors).',
    absent: () => 'The element klarsicht-audit is not in the page: the file was not handed over.',
    noFile: ({ what }) => `open() takes files (File or Blob): ${what} is none.`,
  },
};

/** Of whatever window it comes. */
const isBlob = (thing) => ['[object Blob]', '[object File]'].includes(Object.prototype.toString.call(thing));

/** A promise that others settle. */
function pending() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  made.promise.catch(() => {}); // whoever waits is told
  return made;
}

class KlarsichtAudit extends HTMLElement {
  static observedAttributes = ['lang', 'theme', 'page'];

  #root = null;
  #frame = null;
  #origin = '';
  #address = '';
  #ready = pending();
  #listens = pending();

  connectedCallback() {
    const address = new URL(this.getAttribute('src') ?? './', this.hasAttribute('src') ? document.baseURI : here);
    for (const name of ['lang', 'theme'])
      if (this.hasAttribute(name)) address.searchParams.set(name, this.getAttribute(name));
    if (this.hasAttribute('page')) address.hash = `#/${this.getAttribute('page')}`;
    this.#origin = address.origin;
    this.#address = address.origin + address.pathname;
    this.#ready = pending();
    this.#listens = pending();
    const frame = document.createElement('iframe');
    // What the page needs and no more: it can lead nobody away and open no window, whatever becomes of it.
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-downloads allow-forms');
    frame.src = address.href;
    frame.title = this.getAttribute('title') ?? 'Klarsicht';
    frame.allow = 'clipboard-write';
    frame.referrerPolicy = 'no-referrer';
    Object.assign(frame.style, { border: '0', width: '100%', height: '100%', display: 'block' });
    this.#frame = frame;
    this.#root ??= this.attachShadow({ mode: 'closed' });
    const style = new CSSStyleSheet();
    style.replaceSync(':host { display: block; height: 800px; } :host([hidden]) { display: none; }');
    this.#root.adoptedStyleSheets = [style];
    this.#root.replaceChildren(frame);
    window.addEventListener('message', this.#hear);
  }

  disconnectedCallback() {
    window.removeEventListener('message', this.#hear);
    this.#frame?.remove();
    this.#frame = null;
    for (const { reject } of [this.#ready, this.#listens]) reject(this.#refusal('absent'));
  }

  attributeChangedCallback(name, before, value) {
    if (this.#frame && value !== before && value !== null) this.#say({ type: 'settings', [name]: value });
  }

  /**
   * Hands a file (or a Blob with a name) over to be audited, beside an older one and a file of the population if there
   * are such. What comes of it is told by events. @returns {Promise<void>} once it is handed over; rejected, and told
   * of as `klarsicht-error`, where it could not be
   */
  async open(file, { plan = null, name = file?.name, reference = null, population = null } = {}) {
    const beside = { reference, referenceName: reference?.name, population, populationName: population?.name };
    try {
      for (const [what, given] of Object.entries({ file, reference, population }))
        if (!isBlob(given) && (what === 'file' || given !== null)) throw this.#refusal('noFile', what);
      if (!this.#frame) throw this.#refusal('absent');
      await this.#within(this.#ready, loadPatience, 'silent');
      await this.#within(this.#listens, answerPatience, 'deaf');
      this.#say({ type: 'open', file, name, plan, ...beside });
    } catch (error) {
      this.#tell('error', error.message);
      throw error;
    }
  }

  /** @param {number} patience unless the attribute names another */
  async #within({ promise }, patience, refusal) {
    let timer;
    const late = new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(this.#refusal(refusal)), Number(this.getAttribute('patience')) || patience);
    });
    try {
      await Promise.race([promise, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #refusal(key, what) {
    const lang = (this.getAttribute('lang') ?? navigator.language).toLowerCase().startsWith('de') ? 'de' : 'en';
    // Who has no origin (a file, a sandbox) is only among any.
    const us = window.origin === 'null' ? '*' : window.origin;
    return new Error(refusals[lang][key]({ page: this.#address, us, what }));
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(`klarsicht-${type}`, { detail, bubbles: true }));
  }

  #say(message) {
    this.#frame?.contentWindow?.postMessage({ klarsicht: 1, ...message }, this.#origin);
  }

  #hear = ({ source, origin, data }) => {
    if (source !== this.#frame?.contentWindow || origin !== this.#origin || data?.klarsicht !== 1) return;
    const { klarsicht, type, ...rest } = data;
    if (type === 'ready') {
      // Whatever changed while it was loading.
      this.#say({
        type: 'settings',
        lang: this.getAttribute('lang'),
        theme: this.getAttribute('theme'),
        page: this.getAttribute('page'),
      });
      this.#ready.resolve();
    }
    if (type === 'listening') this.#listens.resolve();
    if (type === 'height' && !(rest.height > 0)) return;
    if (['ready', 'page', 'report', 'error', 'height'].includes(type))
      this.#tell(type, rest.report ?? rest.text ?? rest.page ?? rest.height);
  };
}

customElements.define('klarsicht-audit', KlarsichtAudit);
