// A lesson while somebody goes through it: where they are, what they chose, and what the engine makes of it. Knows
// nothing of a file.
import { AuditError, Cancelled } from './engine_client.js';
import { lessonSteps } from './settings.js';

const begun = () => ({ step: 0, option: null, set: {}, answers: [] });

export class Training {
  /**
   * @param {{app: object, changed: () => void, moved: () => void}} hears changed: another page is to be built; moved:
   * only what a slider moves is another
   */
  constructor(hears) {
    Object.assign(this, { hears, client: null, lang: '', lessons: [], seed: 1 });
    this.close();
  }

  close() {
    Object.assign(this, { id: '', lesson: null, view: null, error: '', asking: false, again: false }, begun());
  }

  /** Which lessons there are, in a language. */
  async load(lang, client = this.client) {
    Object.assign(this, { client, lang });
    if (!client) return;
    const { lessons, cancelled } = await this.request({ request: 'lessons' });
    if (lang !== this.lang) return;
    if (cancelled) await this.load(lang);
    if (!lessons) return;
    this.lessons = lessons;
    this.hears.app.send({ type: 'lessons', lessons });
    if (this.id) await this.ask();
    else this.hears.changed();
  }

  /** The page is in view: that lesson is gone through, from where it was left. @param {string} id '' for the list */
  follow(id) {
    const known = this.lessons.some((one) => one.id === id) ? id : '';
    if (!this.client || known === this.id) return;
    this.close();
    this.id = known;
    if (known) this.ask();
    else this.tell();
  }

  /** What the drawing says. @param {{what: string}} message */
  hear({ what, step, option, name, value, question, answer }) {
    if (what === 'step') this.go(step);
    else if (what === 'option') this.choose(option);
    else if (what === 'slide') this.slide(name, value);
    else if (what === 'answer') this.answer(question, answer);
    else if (what === 'again') this.anew();
  }

  go(step) {
    this.step = Math.min(Math.max(step, 0), lessonSteps.length - 1);
    this.told();
  }

  choose(option) {
    Object.assign(this, { option, set: { ...this.lesson.act.options[option].set } });
    return this.ask();
  }

  slide(name, value) {
    this.set[name] = value;
    return this.ask(true);
  }

  /** The first answer counts. */
  answer(question, answer) {
    this.answers[question] ??= answer;
    this.told();
  }

  /** Other people, other questions. */
  anew() {
    this.seed += 1;
    Object.assign(this, begun());
    return this.ask();
  }

  get right() {
    return this.lesson.quiz.filter(({ answers }, i) => answers[this.answers[i]]?.right).length;
  }

  told(moved = false) {
    this.tell();
    if (moved) this.hears.moved();
    else this.hears.changed();
  }

  /** To the drawing. */
  tell() {
    const { id, lesson, step, option, answers, error } = this;
    const given = answers.map((answer) => answer ?? -1);
    this.hears.app.send({ type: 'lesson', id, lesson, step, option: option ?? -1, answers: given, error });
  }

  /** Who moves a slider faster than it is reckoned sees the last place reckoned. */
  async ask(moved = false) {
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    const { id } = this;
    do {
      this.again = false;
      const answer = await this.request({ request: 'lesson', id, seed: this.seed, settings: { ...this.set } });
      if (id !== this.id) return;
      this.again ||= answer.cancelled;
      if (answer.lesson) Object.assign(this, { lesson: answer.lesson, view: answer.view, error: '' });
      else this.error = answer.error ?? '';
    } while (this.again);
    this.asking = false;
    this.told(moved);
  }

  /** @returns {Promise<object>} `{error}` where there is no answer, `{cancelled}` where it is to be asked again */
  async request(request) {
    try {
      return await this.client.ask({ ...request, lang: this.lang });
    } catch (error) {
      if (error instanceof Cancelled) return { cancelled: true };
      if (!(error instanceof AuditError)) console.error(error);
      return { error: error.message };
    }
  }
}
