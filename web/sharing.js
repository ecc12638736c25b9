// A file that is handed on: what a person chose about its columns, what the engine counts of it, and the file made of
// it.
import { AuditError, Cancelled } from './engine_client.js';
import { remediedName } from './file_names.js';

const nothingChosen = () => ({ needed: [], chosen: {}, leaveOutRows: null });
/** `kunden.csv` → `kunden-klarsicht-weitergabe.csv`, and the sheet beside it */
const names = (file, lang) => {
  const csv = remediedName(file.name, lang === 'de' ? 'weitergabe' : 'shared');
  return { csv, sheet: csv.replace(/\.csv$/, lang === 'de' ? '-blatt.html' : '-sheet.html') };
};

export class Sharing {
  /** @param {{app: object, save: Function, changed: () => void, say: (text: string) => void}} hears */
  constructor(hears) {
    this.hears = hears;
    this.clear();
  }

  clear() {
    Object.assign(this, { session: null, fileId: 0, report: null, choice: nothingChosen() });
    Object.assign(this, { shown: null, made: null, error: '', asking: false, again: false, making: false, newKey: '' });
  }

  /** The page is in view: counts anew where the report is another. @param {import('./session.js').Session} session */
  follow(session) {
    if (!session.report || (this.report === session.report && this.session === session)) return;
    if (this.fileId !== session.fileId) this.clear();
    Object.assign(this, { session, fileId: session.fileId, report: session.report });
    this.ask();
  }

  /** What the drawing says. @param {{what: string}} message */
  hear({ what, column, option, on, key }) {
    if (what === 'choose') this.choose(column, option);
    else if (what === 'need') this.need(column, on);
    else if (what === 'rows') this.leaveOutRows(on);
    else if (what === 'reset') this.reset();
    else if (what === 'key') this.makeKey();
    else if (what === 'make') this.make(key);
    else if (what === 'save') this.save('csv');
    else if (what === 'save_sheet') this.save('sheet');
  }

  choose(column, option) {
    this.choice.chosen[column] = option;
    this.ask();
  }

  need(column, on) {
    this.choice.needed = this.choice.needed.filter((name) => name !== column);
    if (on) this.choice.needed.push(column);
    delete this.choice.chosen[column];
    this.ask();
  }

  leaveOutRows(on) {
    this.choice.leaveOutRows = on;
    this.ask();
  }

  reset() {
    this.choice = nothingChosen();
    this.ask();
  }

  request(request) {
    const { needed, chosen, leaveOutRows } = this.choice;
    return { request, needed, chosen, leave_out_rows: leaveOutRows };
  }

  /** Who chooses faster than it is counted sees the last choice counted. */
  async ask() {
    this.made = null;
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    const { fileId } = this;
    try {
      do {
        this.again = false;
        const answer = await this.session.askHeld(this.request('sharing'));
        if (fileId !== this.fileId) return;
        delete answer.bytes;
        delete answer.pieces;
        this.shown = answer;
        this.error = '';
      } while (this.again);
    } catch (error) {
      if (fileId !== this.fileId || error instanceof Cancelled) return;
      this.refuse(error);
    } finally {
      if (fileId === this.fileId) this.asking = false;
    }
    this.tell();
    if (this.shown) this.hears.say(this.shown.verdict);
  }

  refuse(error) {
    if (!(error instanceof AuditError) || error.fatal) this.session.fail(error);
    else this.error = error.message;
  }

  async makeKey() {
    try {
      const { key } = await this.session.askHeld({ request: 'share_key' });
      this.newKey = key;
      this.hears.app.send({ type: 'share_key', key });
      this.hears.changed();
    } catch (error) {
      if (error instanceof Cancelled) return;
      this.refuse(error);
      this.tell();
    }
  }

  /** Writes the file, reads it again and counts. @param {string} [key] for pseudonyms; nobody keeps it */
  async make(key = '') {
    if (this.making) return;
    const { fileId, session } = this;
    Object.assign(this, { making: true, made: null, error: '', newKey: '' });
    this.tell();
    try {
      const { file, bytes, pieces, ...said } = await session.askHeld({ ...this.request('share'), key });
      if (fileId !== this.fileId) return;
      const sheet = new Blob([bytes], { type: 'text/html;charset=utf-8' });
      this.made = { ...said, csv: file, sheet, names: names(session.file, session.lang) };
      this.hears.say(said.verdict);
    } catch (error) {
      if (fileId !== this.fileId || error instanceof Cancelled) return;
      this.refuse(error);
      this.hears.say(this.error);
    } finally {
      if (fileId === this.fileId) this.making = false;
    }
    this.tell();
  }

  save(which) {
    if (this.made) this.hears.save(this.made[which], this.made.names[which], this.made[which].type);
  }

  tell() {
    const { shown, made, making, error } = this;
    const told = made && (({ csv, sheet, ...said }) => said)(made);
    this.hears.app.send({ type: 'sharing', shown, made: told, making, error });
    this.hears.changed();
  }
}
