// What a person decided about a report, keeps of it, and holds it against: asked of the engine, which alone knows.
import { planTextIn } from './choices.js';
import { AuditError, Cancelled } from './engine_client.js';
import { workName } from './file_names.js';

const mostPlanBytes = 4 << 20;

const nothing = {
  redoable: 0,
  undo: '', // what the next step back takes back, what the next step forth does again, in words
  redo: '',
  unsaved: false,
  record: null, // as a work file has it
  decided: { decisions: [], gone: [], readiness: {}, notes: '', signed_off: null },
  comparison: null,
};

/** The plan of a work file, by which the file is read; null where the text is none: then the engine says so. */
export function planOfWork(text) {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')).plan ?? null;
  } catch {
    return null;
  }
}

/**
 * What a file keeps for another one, a plan or a work file; `{wrong}` where it is a broken plan, null where it is to be
 * audited. @param {import('./session.js').Session} session
 */
export async function keptIn(file, session) {
  if (file.size > mostPlanBytes) return null;
  if (/\.klarsicht$/i.test(file.name)) {
    const work = await file.text();
    return { work, plan: planOfWork(work) };
  }
  const text = /\.json$/i.test(file.name) ? planTextIn(await file.text()) : null;
  return text && session.readPlan(text);
}

/** Whether two plans want a file read in the same way. */
export function isReadAlike(one, other) {
  const reading = (of) => JSON.stringify(Object.entries(of?.reading ?? {}).sort());
  return reading(one) === reading(other);
}

export class Record {
  /** @param {import('./session.js').Session} session */
  constructor(session) {
    this.session = session;
    this.clear();
  }

  clear() {
    Object.assign(this, nothing, { carried: false });
  }

  /** Whether something would be lost with the page. */
  get losing() {
    return Boolean(this.session.file) && (this.unsaved || this.carried);
  }

  /** The engine that held it is gone: what was unsaved still is. */
  carry() {
    this.carried ||= this.unsaved;
    Object.assign(this, { redoable: 0, undo: '', redo: '' });
    this.session.undoable = 0;
    this.tell();
  }

  /** What an answer of the engine says of it. */
  take(answer) {
    if (!('record' in answer)) return;
    for (const name of Object.keys(nothing)) this[name] = answer[name] ?? nothing[name];
    this.tell();
  }

  /** Tells the drawing. */
  tell() {
    const { undo, redo, redoable, unsaved, decided, comparison, session } = this;
    const { undoable } = session;
    session.hears.app.send({ type: 'record', undo, redo, undoable, redoable, unsaved, decided, comparison });
  }

  /** One step. @returns what is wrong with what was typed, '' if nothing */
  async step(ask) {
    let wrong = '';
    await this.session.change(ask, (error) => {
      wrong = error.message;
    });
    return wrong;
  }

  /** @param {{checks: number[], choice: string, who: string, until: string, note: string}} decision */
  decide({ checks, choice, who = '', until = '', note = '' }) {
    return this.step({ request: 'decide', checks, choice, who, until, note });
  }

  answer(question, answer) {
    return this.step({ request: 'note', question, answer });
  }

  writeNotes(notes) {
    return this.step({ request: 'note', notes });
  }

  /** An empty name takes it back. */
  sign(name, day) {
    return this.step({ request: 'note', name, day });
  }

  /** One step forth; what it is called is `redo`. */
  again() {
    return this.redoable > 0 ? this.session.change({ request: 'redo' }) : undefined;
  }

  /** Saves the work file. @returns whether it was */
  async save() {
    const { session } = this;
    if (!session.report) return false;
    const { file } = session;
    const answer = await session.askInView({ request: 'keep_work' });
    if (!answer) return false;
    session.hears.save(answer.bytes, workName(file.name), 'application/json');
    this.carried = false;
    this.take(answer);
    session.hears.changed();
    return true;
  }

  /** A work file for the file that is open. It is read anew only if the work file wants it read otherwise. */
  open(text) {
    const { session } = this;
    const plan = planOfWork(text);
    const { file, reference, population } = session;
    if (session.report && (!plan || isReadAlike(plan, session.plan))) return this.step({ request: 'work', text });
    return session.open(file, { plan, work: text, fit: true, reference, population });
  }

  /**
   * Holds the report against an earlier report, work file or file.
   * @param {File|null} file null: against none any more
   * @returns why it cannot be, '' if it can
   */
  async compare(file) {
    const { session } = this;
    const { fileId, lang } = session;
    if (!session.report) return '';
    try {
      const text = file && /\.(json|klarsicht)$/i.test(file.name);
      if (!session.held) await session.askAudit();
      const ask = { request: 'compare', lang, ...(text ? { text: await file.text() } : { file: Boolean(file) }) };
      const answer = await session.client.ask(ask, file && !text ? { file } : undefined);
      if (fileId !== session.fileId) return '';
      this.take(answer);
      session.hears.changed();
      return '';
    } catch (error) {
      if (error instanceof AuditError && !error.fatal) return error.message;
      if (!(error instanceof Cancelled) && fileId === session.fileId) session.fail(error);
      return '';
    }
  }
}
