// When the page stands in somebody else's page: what it listens to and what it says. The other half is embed.js.
//
// parent -> page   {klarsicht: 1, type: "settings", lang?, theme?, page?}
//                  {klarsicht: 1, type: "open", file: Blob, name?, plan?, reference?: Blob, referenceName?,
//                                                          population?: Blob, populationName?}
//                                                          audits a file the parent hands over, beside an older one
//                                                          and the population
// page -> parent   {klarsicht: 1, type: "ready"}  to whoever it is; all others only to who is listened to
//                  {klarsicht: 1, type: "listening"}  answers the first message · {…, type: "page", page}
//                  {…, type: "height", height}  CSS pixels that the page in view needs so that nothing in it scrolls
//                  {klarsicht: 1, type: "report", report} · {…, type: "error", text}  only of a file handed over
// From opening a file of their own until closing it, nothing that a person does here goes to the parent, nor which page
// they look at, nor how long it is.
import { languages, pages, themes } from './settings.js';

/**
 * Our own origin may, and those named. @param {string} list the content of <meta name="klarsicht-embedders">: origins,
 * `*` for any, `self` for no other than our own
 */
export function mayEmbed(list, origin, own) {
  const allowed = list.split(/\s+/);
  return (
    allowed.includes('*') || (origin !== 'null' && (origin === own || (allowed.includes(origin) && origin !== 'self')))
  );
}

/** What of a message is well formed; null where nothing is. */
export function read(data) {
  if (data === null || typeof data !== 'object' || data.klarsicht !== 1) return null;
  if (data.type === 'settings') {
    const given = {};
    if (languages.includes(data.lang)) given.lang = data.lang;
    if (themes.includes(data.theme)) given.theme = data.theme;
    if (pages.includes(data.page)) given.page = data.page;
    return { type: 'settings', given };
  }
  if (data.type === 'open' && data.file instanceof Blob) {
    const plan = data.plan !== null && typeof data.plan === 'object' ? data.plan : null;
    const name = typeof data.name === 'string' ? data.name : data.file.name;
    const beside = (role) =>
      data[role] instanceof Blob
        ? new File(
            [data[role]],
            (typeof data[`${role}Name`] === 'string' && data[`${role}Name`]) || data[role].name || `${role}.csv`,
          )
        : null;
    const file = new File([data.file], name || 'file.csv', { type: data.file.type });
    return { type: 'open', file, plan, reference: beside('reference'), population: beside('population') };
  }
  return null;
}

export class Embedding {
  /**
   * @param {{listened: () => void, settings: (given: object) => void, open: (file: File, given: {plan: object|null,
   * reference: File|null, population: File|null}) => void}} hears listened: the parent has spoken for the first time
   */
  constructor(hears) {
    this.embedded = window.parent !== window;
    this.origin = null; // of the parent, once it has spoken
    this.handedOver = null; // the parent's file, while it is the one that is open or being tried
    this.theirs = false; // whether the last file that was opened was a person's own
    this.reported = null; // the report that the parent was told last
    this.page = ''; // the one that the parent was told last
    this.heights = { drawn: 0, text: 0 }; // of the page in view
    this.height = 0; // the one that the parent was told last
    if (!this.embedded) return;
    const list = document.querySelector('meta[name="klarsicht-embedders"]').content;
    window.addEventListener('message', ({ source, origin, data }) => {
      if (source !== window.parent || !mayEmbed(list, origin, location.origin)) return;
      const message = read(data);
      if (!message) return;
      const isFirst = this.origin === null;
      this.origin = origin === 'null' ? '*' : origin;
      if (isFirst) {
        this.tell({ type: 'listening' });
        hears.listened();
      }
      if (message.type === 'settings') hears.settings(message.given);
      else {
        this.handedOver = message.file;
        hears.open(message.file, { plan: message.plan, reference: message.reference, population: message.population });
      }
    });
  }

  /** Says that somebody may speak; there is nothing in it that a stranger must not know. */
  ready() {
    if (this.embedded) window.parent.postMessage({ klarsicht: 1, type: 'ready' }, '*');
  }

  tell(message) {
    if (this.embedded && this.origin) window.parent.postMessage({ klarsicht: 1, ...message }, this.origin);
  }

  /** Another file is about to be opened or made: the parent's is it no more. @param {File|null} file */
  opened(file) {
    if (file !== this.handedOver) this.handedOver = null;
    this.theirs = !this.handedOver;
  }

  /** The file is closed: whatever is in view now is nobody's. */
  closed(session) {
    this.theirs = false;
    this.sized({}, session);
  }

  /** @param {string} page the one in view @param {import('./session.js').Session} session */
  shown(page, session) {
    if (this.isTheirs(session) || page === this.page) return;
    this.page = page;
    this.tell({ type: 'page', page });
  }

  /** Follows the text version's height. @param {HTMLElement} text @param {import('./session.js').Session} session */
  measure(text, session) {
    if (!this.embedded) return;
    new ResizeObserver(() => this.sized({ text: text.offsetHeight }, session)).observe(text);
  }

  /** @param {{drawn?: number, text?: number}} heights of the two versions of the page in view, CSS pixels */
  sized(heights, session) {
    Object.assign(this.heights, heights);
    const height = Math.ceil(this.heights[document.documentElement.dataset.view]);
    // Not even that a file of theirs could not be read.
    if (!this.origin || this.isTheirs(session) || this.theirs || height === this.height || !(height > 0)) return;
    this.height = height;
    this.tell({ type: 'height', height });
  }

  /** Whether what is in view is about a file that the person opened. */
  isTheirs(session) {
    return session && (session.file || session.stage === 'working') && !this.handedOver;
  }

  /** @param {import('./session.js').Session} session */
  async told(session) {
    const { handedOver } = this;
    if (!handedOver) return;
    if (session.stage === 'idle' || session.stage === 'error') this.handedOver = null;
    if (session.stage === 'error') this.tell({ type: 'error', text: session.error });
    if (session.stage !== 'done' || this.reported === session.report) return;
    this.reported = session.report;
    const report = await session.whole();
    if (report && handedOver === this.handedOver) this.tell({ type: 'report', report });
  }
}
