// <klarsicht-audit src="https://intranet.example/klarsicht/" lang="de" theme="dark" page="bias"></klarsicht-audit>
//
// Shows Klarsicht inside another page. `src` is the folder it is served from (default: where this script lies).
// Attributes may change at any time. Events: `klarsicht-ready`; `klarsicht-report` (detail: the report) and
// `klarsicht-error` (detail: a sentence), both only for files handed over with open(file, {plan}); `klarsicht-page`
// (detail: the page), while no file is open that a person opened in the frame. Messages count only from our own frame
// and its origin. The page listens to its own origin and to those named in its `klarsicht-embedders`. To name who may
// show it, let the server send `Content-Security-Policy: frame-ancestors …`.
const here = document.currentScript?.src ?? document.baseURI;

class KlarsichtAudit extends HTMLElement {
  static observedAttributes = ['lang', 'theme', 'page'];

  #root = null;
  #frame = null;
  #origin = '';
  #ready = null;
  #isReady = () => {};

  connectedCallback() {
    const address = new URL(this.getAttribute('src') ?? './', this.hasAttribute('src') ? document.baseURI : here);
    for (const name of ['lang', 'theme'])
      if (this.hasAttribute(name)) address.searchParams.set(name, this.getAttribute(name));
    if (this.hasAttribute('page')) address.hash = `#/${this.getAttribute('page')}`;
    this.#origin = address.origin;
    this.#ready = new Promise((resolve) => {
      this.#isReady = resolve;
    });
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
  }

  attributeChangedCallback(name, before, value) {
    if (this.#frame && value !== before && value !== null) this.#say({ type: 'settings', [name]: value });
  }

  /**
   * Hands a file (or a Blob with a name) over to be audited, beside an older one and a file of the population if there
   * are such.
   */
  async open(file, { plan = null, name = file.name, reference = null, population = null } = {}) {
    await this.#ready;
    this.#say({
      type: 'open',
      file,
      name,
      plan,
      reference,
      referenceName: reference?.name,
      population,
      populationName: population?.name,
    });
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
      this.#isReady();
    }
    if (!['ready', 'page', 'report', 'error'].includes(type)) return;
    this.dispatchEvent(
      new CustomEvent(`klarsicht-${type}`, { detail: rest.report ?? rest.text ?? rest.page, bubbles: true }),
    );
  };
}

customElements.define('klarsicht-audit', KlarsichtAudit);
