// Texts with values, for the page's own HTML. The sentences of a report come finished from the engine.

export class Words {
  /** @param {Record<string, string|string[]>} texts */
  constructor(texts, lang) {
    this.texts = texts;
    this.lang = lang;
    this.numbers = new Intl.NumberFormat(lang, { maximumFractionDigits: 4 });
  }

  has(key) { return key in this.texts; }

  /** `{n}` shows a value, `{n|one|many}` picks a form by a number. */
  text(key, values = {}) {
    const text = this.texts[key];
    if (text === undefined) return `⟦${key}⟧`;
    return (Array.isArray(text) ? text.join(' ') : text).replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name, one, many) => {
      const value = values[name];
      if (one !== undefined) return value === 1 ? one : many;
      return this.value(value);
    });
  }

  list(key) { return [this.texts[key] ?? []].flat(); }

  value(value) {
    if (typeof value === 'number') return this.numbers.format(value);
    if (typeof value === 'boolean') return this.text(value ? 'report.yes' : 'report.no');
    return value === null || value === undefined ? '–' : String(value);
  }

  /** A figure in the unit of its chart. */
  figure(value, unit) {
    if (typeof value !== 'number') return this.value(value);
    const digits = (least, most) => new Intl.NumberFormat(this.lang, { minimumFractionDigits: least, maximumFractionDigits: most });
    if (unit === 'share') return `${digits(1, 1).format(value * 100)} %`;
    if (unit === 'points') return digits(1, 1).format(value * 100);
    if (unit === 'factor') return digits(2, 2).format(value);
    return this.value(value);
  }

  /** What a figure is called: the check's own word, else the common one, else its technical name. */
  figureName(id, name) {
    const key = [`${id}.metric.${name}`, `page.${name}`, `metric.${name}`].find((one) => this.has(one));
    return key ? this.text(key) : name.replaceAll('_', ' ');
  }

  /** What the report says first: how many findings need a decision. */
  verdict(areas) {
    const sum = (status) => areas.reduce((total, area) => total + (area.counts[status] ?? 0), 0);
    const fail = sum('fail');
    const warn = sum('warn');
    const parts = [];
    if (fail) parts.push(this.text('report.verdict.fail', { n: fail }));
    if (warn) parts.push(this.text(fail ? 'report.verdict.more_warn' : 'report.verdict.warn', { n: warn }));
    if (parts.length === 0) parts.push(this.text('report.verdict.none'));
    if (sum('not_assessed')) parts.push(this.text('report.verdict.open', { n: sum('not_assessed') }));
    return parts.join(' ');
  }
}
