// The rows that are looked at: which, in which order, and the pages of them that came. The drawing and the plain page
// ask for the same ones.
import { AuditError, Cancelled } from './engine_client.js';
import { rowsName } from './file_names.js';

const everything = () => ({ check: null, filters: [], sort: null, descending: false, columns: [] });

export class RowList {
  /**
   * @param {import('./session.js').Session} session
   * @param {{app: object, save: (bytes: Blob, name: string, type: string) => void, changed: () => void}} hears changed:
   * the drawing looks at other rows
   */
  constructor(session, hears) {
    Object.assign(this, { session, hears, query: everything(), finding: null, first: 0, saved: '', report: null });
    this.choosing = null; // a filter that is not set yet
  }

  /** The finding whose rows these are, as the report in view has it; null for the whole file. */
  checkInView() {
    const { check } = this.query;
    return check === null ? null : (this.session.view?.checks.find(({ order }) => order === check) ?? null);
  }

  /** Another report: a finding that is not in it any more has no rows. */
  reported(report) {
    if (report === this.report) return;
    this.report = report;
    const now = this.checkInView();
    const same = now && this.finding && now.id === this.finding.id && String(now.subject) === this.finding.subject;
    if (this.query.check !== null && !same) this.query = everything();
    this.first = 0;
    this.saved = '';
    this.choosing = null;
  }

  /** Another file. */
  opened() {
    Object.assign(this, { query: everything(), finding: null, first: 0, saved: '', choosing: null, report: null });
  }

  /** @param {object} change of the query @param {boolean} quiet the drawing says so itself */
  ask(change, quiet = false) {
    this.saved = '';
    this.query = { ...this.query, ...change };
    const check = this.checkInView();
    this.finding = check && { id: check.id, subject: String(check.subject) };
    this.first = 0;
    if (!quiet) this.hears.app.send({ type: 'rows_query', ...this.query });
  }

  /** The rows of a finding from their start, with nothing else asked; of the whole file without one. */
  show(change) {
    this.ask({ ...everything(), ...change });
  }

  /**
   * Some of the rows. Where values are masked that the order or a filter rests on, these fall away.
   * @param {number|null} valuesOf a column whose values are wanted to choose from
   */
  async page(first, count, valuesOf = null) {
    const { report } = this.session;
    const request = () => ({ request: 'rows', ...this.query, first, count, values_of: valuesOf });
    try {
      let answer;
      try {
        answer = await this.session.askHeld(request());
      } catch (error) {
        if (!(error instanceof AuditError) || error.fatal) throw error;
        this.ask({ sort: null, filters: this.query.filters.filter(({ is }) => is !== 'value') });
        answer = await this.session.askHeld(request());
      }
      return report === this.session.report ? answer : null;
    } catch (error) {
      if (report === this.session.report && !(error instanceof Cancelled)) this.session.fail(error);
      return null;
    }
  }

  /** What the drawing asked for. */
  async tellApp({ key, query, first, count, values_of: valuesOf = null }) {
    if (JSON.stringify(query) !== JSON.stringify(this.query)) {
      this.ask(query, true);
      this.hears.changed();
    }
    const answer = await this.page(first, count, valuesOf);
    if (!answer) return;
    const { total, of, sheet, columns, rows, values, first: from } = answer;
    this.hears.app.send({
      type: 'rows',
      key,
      total,
      of,
      sheet,
      columns,
      rows,
      values,
      values_of: valuesOf,
      first: from,
    });
  }

  /** Saves the list. @returns its name, null where it could not be made */
  async save() {
    const { session } = this;
    const { report, file } = session;
    if (!report) return null;
    try {
      const { file: made } = await session.askHeld({ request: 'save_rows', ...this.query });
      if (report !== session.report) return null;
      this.saved = rowsName(file.name, session.lang);
      this.hears.save(made, this.saved, made.type);
      this.hears.app.send({ type: 'rows_saved', name: this.saved });
      return this.saved;
    } catch (error) {
      if (report === session.report) session.fail(error);
      return null;
    }
  }
}
