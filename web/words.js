// Texts with values, for the page's own HTML. The sentences of a report come finished from the engine.

import { pause } from './dom.js';

export class Words {
  /** @param {Record<string, string|string[]>} texts */
  constructor(texts, lang) {
    this.texts = texts;
    this.lang = lang;
    this.numbers = new Intl.NumberFormat(lang, { maximumFractionDigits: 4 });
  }

  has(key) {
    return key in this.texts;
  }

  /** The name of a role or a kind; itself where it has none. */
  named(group, id) {
    const key = `${group}.${id}`;
    return this.has(key) ? this.text(key) : id;
  }

  /** `{n}` shows a value, `{n|one|many}` picks a form by a number. */
  text(key, values = {}) {
    const text = this.texts[key];
    if (text === undefined) return `⟦${key}⟧`;
    return (Array.isArray(text) ? text.join(' ') : text).replace(
      /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
      (whole, name, one, many) => {
        const value = values[name];
        if (one !== undefined) return value === 1 ? one : many;
        return this.value(value);
      },
    );
  }

  list(key) {
    return [this.texts[key] ?? []].flat();
  }

  value(value) {
    if (typeof value === 'number') return this.numbers.format(value);
    if (typeof value === 'boolean') return this.text(value ? 'report.yes' : 'report.no');
    return value === null || value === undefined ? '–' : String(value);
  }
}

/**
 * Asks for the texts of every language: into `words` those of the page, into `ofApp` those of the drawing.
 * @param {{ask: Function}} client
 * @param {string[]} languages
 */
export async function askForWords(client, languages, words, ofApp) {
  await Promise.all(
    languages.map(async (lang) => {
      const { texts, app } = await client.ask({ request: 'texts', lang });
      words[lang] = new Words(texts, lang);
      ofApp[lang] = app;
    }),
  );
  await pause(); // to take them in is a task, to draw with them the next
}
