// One file from choosing it to its report: what is asked of the engine, and what everybody is told.
import { AuditError, Cancelled } from './engine_client.js';
import { planName, remediedName, reportName, reportTypes } from './file_names.js';
import { isReadAlike, Record } from './record.js';

/** So many findings are told before the report is there. */
const mostFound = 4;

export class Session {
  /**
   * @param {import('./engine_client.js').EngineClient} client
   * @param {string} lang
   * @param {{changed: () => void, app: object, save: (bytes: ArrayBuffer, name: string, type: string) => void, opened:
   * (file: File|null) => void}} hears
   *        changed: stage, report or error is another; opened: a file is about to be read, or (null) invented
   */
  constructor(client, lang, hears) {
    this.client = client;
    this.lang = lang;
    this.hears = hears;
    this.fileId = 0;
    this.record = new Record(this); // what was decided
    this.clear();
  }

  clear() {
    this.stage = 'idle'; // idle, working, done, error
    this.file = null;
    this.title = ''; // its name, or that of the one being invented
    this.reference = null; // an older file beside it
    this.population = null; // a file of those whom it stands for
    this.plan = null; // what the person chose, as the engine told it last; the report's holds the whole one
    this.undoable = 0; // steps that can be taken back
    this.work = null; // a work file to begin with: its text
    this.fit = false; // whether the plan may have been made for another file
    this.asked = true; // whether it must be read as the plan says
    this.note = ''; // what the person is told of the reading
    this.showValues = false;
    this.progress = null;
    this.found = []; // titles, while it is audited for the first time
    this.error = '';
    this.report = null; // JSON, UTF-8
    this.view = null;
    this.elapsed = 0;
    this.held = false; // whether the engine holds the file and the audit that the report is of
    this.auditing = false;
    this.again = false;
    this.changing = 0; // changes of the plan that the engine has not made yet
    this.remedied = null; // the last new file: { name, effects }, or why there is none: { error }
    this.record.clear();
  }

  /**
   * @param {Blob} file a File, or a Blob with a name
   * @param {{plan?: object, work?: string, record?: object, fit?: boolean, asked?: boolean, reference?: File,
   * population?: File, carried?: boolean}} given work: the text of a work file; record: what was decided; carried: not
   * saved yet;
   *        plan: how the file is read stands in it, too; fit: it may have been made for another file; asked: the
   *        reading was not
   */
  async open(file, given = {}) {
    const { plan = null, work = null, record = null, carried = false } = given;
    const { fit = false, asked = !fit, reference = null, population = null } = given;
    this.close({ silent: true });
    this.hears.opened(file);
    this.file = file;
    this.title = file.name;
    Object.assign(this, { plan, work, fit, asked, reference, population });
    Object.assign(this.record, { record, carried });
    this.fileId += 1;
    await this.audit();
  }

  /** The plan of another file, for the one that is open. It is read anew only if the plan wants it read otherwise. */
  setPlan(plan) {
    const { file, reference, population } = this;
    const kept = this.kept();
    if (this.report && isReadAlike(plan, this.plan)) return this.change({ request: 'plan', plan, fit: true });
    return this.open(file, { plan, ...kept, fit: true, reference, population });
  }

  /** Looks at a saved plan before it is taken: `{plan}`, or `{wrong}`: what is wrong where, '' if told already. */
  async readPlan(text) {
    try {
      return { plan: (await this.client.ask({ request: 'read_plan', text, lang: this.lang })).plan };
    } catch (error) {
      if (error instanceof AuditError && !error.fatal) return { wrong: error.message };
      if (!(error instanceof Cancelled)) this.fail(error);
      return { wrong: '' };
    }
  }

  /** What was decided, for the same file read anew. */
  kept() {
    return { record: this.record.record, carried: this.record.losing };
  }

  /** A file that the engine invents. */
  async demo(name) {
    this.close({ silent: true });
    this.hears.opened(null);
    this.title = `${name}.csv`;
    this.stage = 'working';
    this.hears.changed();
    try {
      const { bytes } = await this.client.ask({
        request: 'scenario',
        name,
        settings: { lang: this.lang },
        lang: this.lang,
      });
      await this.open(new File([bytes], this.title, { type: 'text/csv' }));
    } catch (error) {
      this.fail(error);
    }
  }

  /** Audits the file (again), with the plan as it is now. Asked while one runs, it runs once more after it. */
  async audit() {
    if (!this.file) return;
    if (this.auditing) {
      this.again = true;
      return;
    }
    const { fileId } = this;
    this.auditing = true;
    try {
      do {
        this.again = false;
        this.startWorking();
        const { lang } = this;
        const answer = await this.askAudit();
        if (fileId !== this.fileId) return;
        if (lang !== this.lang && !this.again) {
          const { bytes, view } = await this.client.ask({ request: 'render', lang: this.lang });
          Object.assign(answer, { bytes, view });
        }
        if (fileId !== this.fileId) return;
        if (!this.again) this.finish(answer);
      } while (this.again);
    } catch (error) {
      if (fileId === this.fileId) this.fail(error);
    } finally {
      if (fileId === this.fileId) this.auditing = false;
    }
  }

  /** What the engine must hold before it can answer. */
  source() {
    const { file, fileId, reference, population, plan, work, fit } = this;
    return { file, fileId, reference, population, plan, work, record: this.record.record, fit };
  }

  async askAudit() {
    const { fileId, plan, showValues, lang } = this;
    const ask = () => this.client.ask({ request: 'audit', show_values: showValues, lang }, this.source());
    let answer;
    try {
      answer = await ask();
    } catch (error) {
      // The next file may not bear how the last one was read: a sheet that is not there.
      if (this.asked || !plan?.reading || !(error instanceof AuditError) || error.fatal || fileId !== this.fileId)
        throw error;
      this.plan = { ...plan, reading: {} };
      answer = await ask();
      this.note = error.message;
    }
    if (fileId === this.fileId) this.held = true;
    return answer;
  }

  /** Asks about the last audit. After a cancel the engine holds nothing: then it reads the file again first. */
  async askHeld(ask) {
    if (!this.held) await this.askAudit();
    return this.client.ask({ ...ask, lang: this.lang });
  }

  /** An audit that takes no time is not announced: the report stays in view until the next one is there. */
  startWorking() {
    this.progress = null;
    this.found = [];
    this.startedAt = performance.now();
    if (this.report) return;
    this.stage = 'working';
    this.hears.changed();
    this.hears.app.send({ type: 'progress', stage: 'progress.reading', done: 0, rows: 0, bytes: 0, name: this.title });
  }

  hearProgress({ stage, done, rows, bytes }) {
    if (!this.auditing) return;
    if (this.report && performance.now() - this.startedAt < 300) return;
    this.progress = { stage, done, rows, bytes };
    if (this.stage !== 'working') {
      this.stage = 'working';
      this.hears.changed();
    }
    this.tellProgress();
    this.hears.progressed?.();
  }

  /** What is found while the audit still runs, as long as nothing else is in view; a handful. */
  hearFound(title) {
    if (!this.auditing || this.report || this.found.length === mostFound || this.found.includes(title)) return;
    this.found.push(title);
    this.tellProgress();
    this.hears.changed();
  }

  tellProgress() {
    const { stage = 'progress.checking', done = 0, rows = 0, bytes = 0 } = this.progress ?? {};
    this.hears.app.send({ type: 'progress', stage, done, rows, bytes, name: this.title, found: this.found });
  }

  finish(answer) {
    const { bytes: report, view, plan = this.plan, undoable = this.undoable, elapsed } = answer;
    Object.assign(this, {
      report,
      view,
      plan,
      undoable,
      elapsed,
      stage: 'done',
      progress: null,
      error: '',
      remedied: null,
    });
    this.work = null; // the plan and the record have it now
    this.hears.app.sendReport(report, elapsed);
    this.record.take(answer);
    this.hears.changed();
  }

  fail(error) {
    this.auditing = false;
    if (error instanceof Cancelled) return; // who cancelled has said what comes next
    const text = error instanceof AuditError ? error.message : String(error);
    if (!(error instanceof AuditError)) console.error(error);
    const name = this.title;
    if (error.fatal) {
      this.held = false;
      this.record.carry();
    }
    // What was wrong with a changed plan does not take the report away.
    if (this.report && this.view) {
      this.stage = 'done';
      this.error = text;
    } else {
      this.clear();
      this.stage = 'error';
      this.error = text;
    }
    this.hears.app.send({ type: 'error', text, name });
    this.hears.changed();
  }

  /** The engine is gone and another one runs, which holds nothing. @param {Promise<AuditError>} why */
  async vanished(why) {
    const { fileId } = this;
    this.held = false;
    const error = await why;
    if (this.file && fileId === this.fileId) this.fail(error);
  }

  /** Takes effect at once: the worker is ended. What was on screen before comes back. */
  cancel() {
    if (!this.auditing && this.stage !== 'working') return;
    const before = this.report ? { bytes: this.report, view: this.view, elapsed: this.elapsed } : null;
    const { file, showValues } = this;
    this.record.carry();
    this.fileId += 1;
    this.client.restart();
    if (!before) {
      this.close({ restarted: true });
      return;
    }
    // The next worker starts from the plan of that report; what could be undone ended with this one.
    Object.assign(this, {
      auditing: false,
      again: false,
      changing: 0,
      held: false,
      file,
      title: file.name,
      showValues,
      undoable: 0,
    });
    this.finish(before);
  }

  /** Forgets the file and its report; the worker that held them ends. */
  close({ silent = false, restarted = false } = {}) {
    if (!restarted && (this.file || this.auditing)) {
      this.fileId += 1;
      this.client.restart();
    }
    this.clear();
    if (silent) return;
    this.hears.app.send({ type: 'idle' });
    this.hears.changed();
  }

  /** Changes the plan in one step, and audits anew. @param {object[]} edits src/audit/plan_edit_json.h */
  edit(edits) {
    return this.change({ request: 'edit', edits });
  }

  /** Sets something as it was typed or chosen. @returns what is wrong with the text, '' if nothing */
  async set(field, text) {
    let wrong = '';
    await this.change({ request: 'edit', edits: [{ edit: 'typed', field, text }] }, (error) => {
      wrong = error.message;
    });
    return wrong;
  }

  /** The first rows of the file as they would be read; why not, where they cannot be. */
  async preview(reading) {
    const { file, showValues, lang } = this;
    try {
      return await this.client.ask({ request: 'preview', show_values: showValues, lang }, { file, reading });
    } catch (error) {
      if (error instanceof AuditError && !error.fatal) return { error: error.message };
      if (!(error instanceof Cancelled)) this.fail(error);
      return null;
    }
  }

  /** What a person may choose for a column; null where that cannot be told. */
  async choices(column) {
    try {
      return await this.askHeld({ request: 'choices', column });
    } catch (error) {
      if (!(error instanceof Cancelled) && !(error instanceof AuditError)) console.error(error);
      return null;
    }
  }

  /** Asks about the report in view; null where another one, or none, is in view by the time of the answer. */
  async askInView(ask) {
    const { report } = this;
    try {
      const answer = await this.askHeld(ask);
      if (report === this.report) return answer;
    } catch (error) {
      if (report === this.report) this.fail(error);
    }
    return null;
  }

  /** A page of a finding's groups, as the report has them. @param {number} check its place in the report */
  detail(check, page) {
    return this.askInView({ request: 'detail', check, page });
  }

  /** The report with its long lists, of which the one in view has the first page only. */
  async whole() {
    const answer = await this.askInView({ request: 'render', format: 'json' });
    return answer && JSON.parse(new TextDecoder().decode(answer.bytes));
  }

  /** Somebody and one thing changed (src/platform/web/engine/request.h); `{error}` where nothing can be told of it. */
  async whatIf(ask) {
    const { report } = this;
    try {
      const answer = await this.askHeld({ request: 'what_if', ...ask });
      return report === this.report ? answer : null;
    } catch (error) {
      if (error instanceof AuditError && !error.fatal) return { error: error.message };
      if (report === this.report) this.fail(error);
      return null;
    }
  }

  /** Takes the last step back. */
  undo() {
    return this.change({ request: 'undo' });
  }

  /** The engine decides what a change leads to; several in a row are audited once. */
  async change(ask, refused = null) {
    if (!this.report) return;
    const { fileId } = this;
    let answer;
    this.changing += 1;
    try {
      answer = await this.askHeld(ask);
    } catch (error) {
      if (refused && error instanceof AuditError && !error.fatal) refused(error);
      else if (fileId === this.fileId) this.fail(error);
      return;
    } finally {
      if (fileId === this.fileId) this.changing -= 1;
    }
    if (fileId !== this.fileId || this.changing > 0) return;
    // What was decided changes no figure.
    if (answer.stale === false && !this.auditing) this.noted(answer);
    else await this.audit();
  }

  /** A step that left the plan as the report has it. */
  noted({ plan, undoable, ...answer }) {
    Object.assign(this, { plan, undoable });
    this.record.take(answer);
    this.hears.changed();
  }

  /**
   * Reads the file in another way. Another sheet has other columns, so the plan begins anew; else it keeps what still
   * fits. @param {object} reading docs/contract.md, the plan's `reading`
   */
  setReading(reading) {
    if (!this.file) return undefined;
    const { sheet } = this.plan?.reading ?? {};
    const plan = (reading.sheet ?? null) === (sheet ?? null) ? this.plan : null;
    const { file, reference, population } = this;
    const kept = this.kept();
    return this.open(file, { plan: { ...plan, reading }, ...kept, fit: true, asked: true, reference, population });
  }

  setSheet(sheet) {
    return this.setReading({ ...this.plan?.reading, sheet });
  }

  setEncoding(encoding) {
    return this.setReading({ ...this.plan?.reading, encoding });
  }

  setShowValues(on) {
    this.showValues = on;
    return this.audit();
  }

  async setLanguage(lang) {
    this.lang = lang;
    if (!this.report || this.auditing) return;
    const { fileId } = this;
    try {
      const answer = await this.askHeld({ request: 'render' });
      if (fileId === this.fileId && lang === this.lang) this.finish({ ...answer, elapsed: this.elapsed });
    } catch (error) {
      if (fileId === this.fileId) this.fail(error);
    }
  }

  async download(format) {
    if (!this.report || !(format in reportTypes)) return;
    const { file } = this;
    try {
      const { bytes } = await this.askHeld({ request: 'render', format });
      this.hears.app.send({ type: 'rendered', format, bytes: bytes.byteLength });
      this.hears.save(bytes, reportName(file.name, format), reportTypes[format]);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Saves the plan, for the next file. */
  async savePlan() {
    if (!this.report) return;
    const { file } = this;
    const answer = await this.askInView({ request: 'keep_plan' });
    if (answer) this.hears.save(answer.bytes, planName(file.name), reportTypes.json);
  }

  /**
   * Makes a new file with the remedies carried out, and offers it for saving. The one that was opened stays as it is.
   */
  async remedy(remedies) {
    if (!this.report) return;
    const { fileId, file } = this;
    try {
      const { file: made, effects } = await this.askHeld({ request: 'remedy', remedies });
      if (fileId !== this.fileId) return;
      const name = remediedName(file.name, this.lang === 'de' ? 'neu' : 'new');
      this.tellRemedied({ name, effects });
      this.hears.save(made, name, made.type);
    } catch (error) {
      if (fileId !== this.fileId) return;
      // What stands in the way is said where the remedy was chosen; the report stays in view.
      if (error instanceof AuditError && !error.fatal) this.tellRemedied({ error: error.message });
      else this.fail(error);
    }
  }

  tellRemedied(remedied) {
    this.remedied = remedied;
    this.hears.app.send({ type: 'remedied', ...remedied });
    this.hears.changed();
  }

  async dots(group, decision) {
    try {
      const { bytes } = await this.askHeld({ request: 'dots', group, decision });
      this.hears.app.sendDots(bytes);
    } catch (error) {
      if (!(error instanceof Cancelled) && !(error instanceof AuditError)) console.error(error);
    }
  }
}
