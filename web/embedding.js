// When the page stands in somebody else's page: what it listens to and what it says. The other half is embed.js.
//
// parent -> page   {klarsicht: 1, type: "settings", lang?, theme?, page?}
//                  {klarsicht: 1, type: "open", file: Blob, name?, plan?, reference?: Blob, referenceName?,
//                                                          population?: Blob, populationName?}
//                                                          audits a file the parent hands over, beside an older one
//                                                          and the population
// page -> parent   {klarsicht: 1, type: "ready"} · {…, type: "page", page} · {…, type: "error", text}
//                  {klarsicht: 1, type: "report", report}  only of a file that the parent handed over
// Nothing about a file that a person opened here goes to the parent.
import { languages, pages, themes } from './settings.js';

/** @param {string} list the content of <meta name="klarsicht-embedders"> */
export function mayEmbed(list, origin) {
  const allowed = list.split(/\s+/).filter(Boolean);
  return allowed.includes('*') || (origin !== 'null' && allowed.includes(origin));
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
   * @param {{settings: (given: object) => void, open: (file: File, given: {plan: object|null, reference: File|null,
   * population: File|null}) => void}} hears
   */
  constructor(hears) {
    this.embedded = window.parent !== window;
    this.origin = null; // of the parent, once it has spoken
    this.handedOver = null;
    this.reported = null; // the report that the parent was told last
    if (!this.embedded) return;
    const list = document.querySelector('meta[name="klarsicht-embedders"]').content;
    window.addEventListener('message', ({ source, origin, data }) => {
      if (source !== window.parent || !mayEmbed(list, origin)) return;
      const message = read(data);
      if (!message) return;
      this.origin = origin === 'null' ? '*' : origin;
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

  /** @param {import('./session.js').Session} session */
  async told(session) {
    if (!this.handedOver || (session.file !== this.handedOver && session.stage !== 'error')) return;
    if (session.stage === 'done' && this.reported !== session.report) {
      this.reported = session.report;
      const report = await session.whole();
      if (report) this.tell({ type: 'report', report });
    } else if (session.stage === 'error') this.tell({ type: 'error', text: session.error });
  }
}
