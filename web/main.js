// The page: loads the parts, locks itself, starts the worker and the app, and passes on what they say to each other.
import { AppLink } from './app_link.js';
import { noticeOf, readingOf } from './choices.js';
import { Embedding } from './embedding.js';
import { EngineClient } from './engine_client.js';
import { copy, listenToFiles, save, showLicences } from './files.js';
import { Mirror } from './mirror.js';
import { askBeforeLosing, askBeforeUnload, listenToSteps } from './leaving.js';
import { loadParts } from './parts.js';
import { lock, probePolicy, watchRequests, workerAddress } from './policy.js';
import { keptIn } from './record.js';
import { RowList } from './row_list.js';
import { saveChart, savePage } from './saved_answer.js';
import { entriesOf, listenToKeys, openSearch, openShortcuts, pageNames } from './search.js';
import { Session } from './session.js';
import { Sharing } from './sharing.js';
import { languages, pageFrom, pages, partFrom, settingsFrom, themes } from './settings.js';
import { stayHere } from './stay_here.js';
import { Training } from './training.js';
import { askForWords } from './words.js';
import { lockRequest } from './worker_life.js';

const byId = (id) => document.getElementById(id);
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const settings = settingsFrom(location.search, navigator.languages, systemDark.matches);
const wantsDrawing = new URLSearchParams(location.search).get('view') !== 'text';
const privacy = { checked: false, policy: true, requests: 0, inWorker: 0, own: 0 };
const words = {};
const appTexts = {};
const app = new AppLink();
/** Taken before `stayHere`: nobody else is to make locks that another page sees. */
const requestLock = lockRequest(window);
let session, mirror, rowList, requests;
let drawing = false;

// --- telling everybody ---

const page = () => pageFrom(location.hash);
const state = () => ({
  words: words[settings.lang],
  session,
  sharing,
  training,
  page: page(),
  part: partFrom(location.hash),
  theme: settings.theme,
  privacy,
  notice: noticeOf(words[settings.lang], session?.note, waitingPlan),
  refusal,
});
function renderMirror() {
  if (page() === 'share' && session) sharing.follow(session);
  if (page() === 'train') training.follow(partFrom(location.hash));
  return mirror.render(state());
}
const sharing = new Sharing({ app, save, changed: () => mirror.render(state()), say: (text) => mirror.say(text) });
const training = new Training({
  app,
  changed: () => page() !== 'start' && renderMirror(),
  moved: () => mirror.moving?.(),
});

function tellSettings() {
  document.documentElement.dataset.theme = settings.theme;
  document.documentElement.lang = settings.lang;
  app.send({
    type: 'settings',
    lang: settings.lang,
    theme: settings.theme,
    page: page(),
    part: partFrom(location.hash),
    embedded: embedding.embedded,
  });
}

function goTo(target, part = '') {
  const samePage = target === page();
  if (!pages.includes(target) || (samePage && part === partFrom(location.hash))) return;
  const hash = target === 'start' ? '#/' : `#/${target}${part && `/${part}`}`;
  if (samePage && !['columns', 'train'].includes(target) && !/\d/.test(part)) {
    // Another part of a page is no step to go back, but an address to pass on.
    history.replaceState(null, '', hash);
    return;
  }
  visit(hash);
}

function visit(hash) {
  // In somebody else's page our steps are not theirs to go back.
  if (embedding.embedded) history.replaceState(null, '', hash);
  else history.pushState(null, '', hash);
  pageChanged();
}

async function pageChanged() {
  tellSettings();
  embedding.shown(page(), session);
  byId('mirror').scrollTop = 0;
  await renderMirror();
  mirror.reveal(partFrom(location.hash));
}

let stageBefore;
let refusal = ''; // why the last file was not taken
let waitingPlan = null; // for the next file: { plan } or { plan, work }
function sessionChanged() {
  const text = words[settings.lang];
  refusal = '';
  // A report in another language is no new report: who went back to the start stays there.
  if (session.stage === 'done') rowList.reported(session.report);
  const arrived = session.stage === 'done' && stageBefore !== 'done';
  stageBefore = session.stage;
  // A lesson ends with one's own file.
  if (arrived && ['start', 'train'].includes(page())) goTo('overview');
  else renderMirror().then(() => arrived && mirror.reveal(partFrom(location.hash)));
  if (session.error) mirror.say(session.error);
  else if (session.remedied) mirror.say(session.remedied.error ?? text.text('remedy.done', session.remedied));
  else if (session.stage === 'done')
    mirror.say(text.text('page.done', { name: session.view.source.name, verdict: session.view.verdict }));
  else if (session.stage === 'working') mirror.say(text.text('page.working', { name: session.title }));
  tellNotice();
  embedding.told(session);
}

/** What of the plan or of the reading is to be told as long as it holds. */
function tellNotice() {
  const text = words[settings.lang];
  app.send({ type: 'notice', text: noticeOf(text, session.note, waitingPlan) });
}

let saidAt = 0;
function progressed() {
  mirror.progress(state());
  // A screen reader would never stop talking.
  if (performance.now() - saidAt < 3000) return;
  saidAt = performance.now();
  mirror.say(mirror.progressText(session, words[settings.lang]));
}

// --- the promise, measured ---

function privacyChanged() {
  privacy.requests = privacy.own + privacy.inWorker;
  app.send({ type: 'privacy', requests: privacy.requests, policy: privacy.policy, checked: privacy.checked });
  mirror.privacy(state());
}

async function checkPolicy() {
  const refused = await probePolicy(window);
  privacy.policy &&= refused;
  privacy.checked = true;
  privacyChanged();
}

// --- what a person can do, on either version of the page ---

const actions = {
  chooseFile: () => byId('file').click(),
  async openFiles(files) {
    const all = [...files];
    const plans = await Promise.all(all.map((file) => keptIn(file, session)));
    const data = all.filter((_, place) => !plans[place]);
    const kept = plans.find(Boolean) ?? null;
    const refused = plans.find((plan) => plan && 'wrong' in plan);
    if (refused?.wrong) sayWrong(refused.wrong);
    if (refused) return;
    if (data.length > 1 || plans.filter(Boolean).length > 1) actions.refuse('error.page.several_files');
    else if (!(await mayLose())) app.send({ type: 'dropping', over: false });
    else if (data.length === 1) openWith(data[0], kept ?? waitingPlan);
    else if (kept && session.file) applyKept(kept);
    else if (kept) {
      waitingPlan = kept;
      mirror.say(words[settings.lang].text('page.set.waiting'));
      tellNotice();
      renderMirror();
    }
  },
  refuse: (key) => sayWrong(words[settings.lang].text(key)),
  async demo(name) {
    if (await mayLose()) session.demo(name);
  },
  cancel() {
    session.cancel();
    if (session.stage === 'idle') mirror.say(words[settings.lang].text('page.cancelled'));
  },
  async close() {
    if (!(await mayLose())) return;
    session.close();
    for (const of of [mirror, rowList]) of.opened();
    sharing.clear(); // nothing of the file stays
    embedding.closed(session);
    goTo('start');
  },
  showLicences: () => showLicences(words[settings.lang]),
  search() {
    const text = words[settings.lang];
    if (!session.view) return;
    const entries = entriesOf(text, session.view, pageNames(text, mirror.pagesOf(session.view)));
    openSearch(text, entries, (entry) => visit(`#/${entry.page}${entry.part && `/${entry.part}`}`));
  },
  showShortcuts: () => openShortcuts(words[settings.lang]),
  edit: (edits) => session.edit(edits),
  set: (field, text) => session.set(field, text),
  preview: (reading) => session.preview(reading),
  setReading: (reading) => session.setReading(reading),
  savePlan: () => session.savePlan(),
  undo: () => (session.undoable > 0 ? session.undo() : undefined),
  redo: () => session.record.again(),
  decide: (decision) => session.record.decide(decision),
  answer: (question, answer) => session.record.answer(question, answer),
  writeNotes: (text) => session.record.writeNotes(text),
  sign: (name, day) => session.record.sign(name, day),
  saveWork: () => session.record.save(),
  chooseEarlier: () => byId('earlier').click(),
  async compare(file) {
    const why = await session.record.compare(file);
    mirror.compareWrong = why;
    app.send({ type: 'wrong', field: 'compare', text: why });
    if (why) mirror.say(why);
    renderMirror();
  },
  choices: (column) => session.choices(column),
  detail: (check, page) => session.detail(check, page),
  setSheet: (sheet) => session.setSheet(sheet),
  setEncoding: (encoding) => session.setEncoding(encoding),
  setShowValues: (on) => session.setShowValues(on),
  download: (format) => session.download(format),
  remedy: (remedies) => session.remedy(remedies),
  whatIf: (ask) => session.whatIf(ask),
  /** Leads to rows of the file. @param {object} query of web/row_list.js */
  showRows(query) {
    rowList.show(query);
    goTo('rows');
  },
  rowsChanged: renderMirror,
  saveChart: (chart) => saveChart(session, chart, settings.theme),
  savePage: (amounts) => savePage(session, amounts),
  setLanguage(lang) {
    if (!languages.includes(lang) || lang === settings.lang) return;
    settings.lang = lang;
    tellSettings();
    showView();
    renderMirror();
    session.setLanguage(lang);
    training.load(lang);
  },
  setTheme(theme) {
    if (!themes.includes(theme)) return;
    settings.theme = theme;
    settings.followsSystem = false;
    tellSettings();
    renderMirror();
  },
};

/** What the app says, by its type. */
const heard = {
  ready() {
    tellSettings();
    privacyChanged();
  },
  choose_file: () => actions.chooseFile(),
  demo: ({ id }) => actions.demo(id),
  cancel: () => actions.cancel(),
  close: () => actions.close(),
  lang: ({ lang }) => actions.setLanguage(lang),
  theme: ({ theme }) => actions.setTheme(theme),
  page: ({ page: target, part }) => goTo(target, part),
  download: ({ format }) => actions.download(format),
  remedy: ({ remedies }) => actions.remedy(remedies),
  share: (message) => sharing.hear(message),
  train: (message) => training.hear(message),
  chart: (chart) => actions.saveChart(chart),
  one_page: (amounts) => actions.savePage(amounts),
  copy: ({ text }) => copy(text),
  dots: ({ group, decision }) => session.dots(group, decision),
  detail: tellDetail,
  what_if: tellWhatIf,
  rows: (asked) => rowList.tellApp(asked),
  save_rows: ({ query }) => {
    rowList.ask(query, true);
    rowList.save();
  },
  show_values: ({ on }) => actions.setShowValues(on),
  licences: () => actions.showLicences(),
  search: () => actions.search(),
  height: ({ height }) => embedding.sized({ drawn: height }, session),
  how_to_check: checkPolicy, // it explains; the page measures once more
  // Of the plan and of how the file is read.
  edit: ({ edits }) => actions.edit(edits),
  set: ({ field, text }) => tellWrong(field, actions.set(field, text)),
  preview: tellPreview,
  reading: ({ reading }) => actions.setReading(readingOf(reading)),
  sheet: ({ sheet }) => actions.setSheet(sheet),
  encoding: ({ encoding }) => actions.setEncoding(encoding),
  save_plan: () => actions.savePlan(),
  // Of what is decided, kept and held against an earlier one.
  undo: () => actions.undo(),
  redo: () => actions.redo(),
  decide: (decision) => tellWrong(`decision|${decision.checks[0]}`, actions.decide(decision)),
  answer: ({ question, answer }) => actions.answer(question, answer),
  notes: ({ text }) => tellWrong('notes', actions.writeNotes(text)),
  sign: ({ name, day }) => tellWrong('sign', actions.sign(name, day)),
  save_work: () => actions.saveWork(),
  choose_earlier: () => actions.chooseEarlier(),
  compare_none: () => actions.compare(null),
};

function hearApp(message) {
  if (Object.hasOwn(heard, message.type)) heard[message.type](message);
  else console.warn('unknown message of the app', message.type);
}

/** A text that does not fit is said beside its field. */
async function tellWrong(field, done) {
  const wrong = await done;
  if (!wrong) return;
  app.send({ type: 'wrong', field, text: wrong });
  mirror.say(wrong);
}

async function tellPreview({ reading }) {
  const preview = await actions.preview(readingOf(reading));
  if (!preview) return;
  const { error, read_as, columns, rows, more } = preview;
  app.send({ type: 'preview', error, read_as, columns, rows, more });
}

async function tellWhatIf({ type, ...ask }) {
  const answer = await session.whatIf(ask);
  if (answer) app.send({ type: 'what_if', ...answer, bytes: undefined });
}

async function tellDetail({ check, page }) {
  const answer = await session.detail(check, page);
  if (!answer) return;
  const { id, first, groups, table } = answer;
  app.send({ type: 'detail', check, id, first, groups, table });
}

/** Files that come, an earlier one too; what the keyboard does; and the page being left. */
function listen() {
  listenToFiles({
    open: (files) => actions.openFiles(files),
    over: (on) => app.send({ type: 'dropping', over: on }),
    refuse: (key) => actions.refuse(key),
  });
  byId('earlier').addEventListener('change', ({ target }) => {
    if (target.files.length) actions.compare(target.files[0]);
    target.value = '';
  });
  listenToSteps(window, actions);
  listenToKeys(window, { search: actions.search, shortcuts: actions.showShortcuts, typing: () => app.takesText() });
  askBeforeUnload(window, () => session.record.losing);
}

// --- files dropped and pasted ---

function openWith(file, kept) {
  waitingPlan = null;
  session.open(file, { ...kept, fit: Boolean(kept) });
}

async function applyKept({ plan, work }) {
  const why = work ? await session.record.open(work) : await session.setPlan(plan);
  if (why) sayWrong(why);
}

/** Of a file that is not taken; what is there stays. */
function sayWrong(text) {
  refusal = text;
  app.send({ type: 'error', text, name: '' });
  mirror.say(text);
  renderMirror();
}

/** Whether nothing would be lost, or may be. */
const mayLose = async () =>
  !session.record.losing || askBeforeLosing(words[settings.lang], () => session.record.save());

// --- drawn or as text ---

function showView(view = document.documentElement.dataset.view) {
  const text = words[settings.lang];
  document.documentElement.dataset.view = view;
  const toggle = byId('view');
  toggle.hidden = !drawing;
  toggle.textContent = text.text(view === 'drawn' ? 'page.text_version' : 'page.drawn_version');
  byId('canvas').setAttribute('aria-label', text.text('page.canvas'));
}

async function startDrawing(compiled) {
  if (!wantsDrawing) {
    app.never();
    return;
  }
  // The canvas must have its size when the app looks at it.
  document.documentElement.dataset.view = 'drawn';
  drawing = await app.start(compiled, byId('canvas'), hearApp, appTexts);
  if (!drawing) mirror.say(words[settings.lang].text('page.no_drawing'));
  showView(drawing ? 'drawn' : 'text');
}

// --- start ---

const embedding = new Embedding({
  listened: () => session && embedding.sized({}, session),
  settings({ lang, theme, page: target }) {
    if (lang) actions.setLanguage(lang);
    if (theme) actions.setTheme(theme);
    if (target) goTo(target);
  },
  open: (file, given) => session.open(file, given),
});

async function start() {
  tellSettings();
  const parts = await loadParts();
  const source = workerAddress(parts.worker);
  lock(document);
  stayHere(window, (hash) => goTo(pageFrom(hash), partFrom(hash)));
  requests = watchRequests(window, () => {
    privacy.own = requests.count();
    privacyChanged();
  });
  const hears = {
    progress: (message) => session.hearProgress(message),
    found: (title) => session.hearFound(title),
    requests(count) {
      privacy.inWorker = count;
      privacyChanged();
    },
    policy(refused) {
      privacy.policy &&= refused;
      privacyChanged();
    },
    vanished: (why) => session.vanished(why),
  };
  const client = new EngineClient(() => new Worker(source), parts.engine, hears, requestLock);
  session = new Session(client, settings.lang, {
    app,
    save,
    progressed,
    changed: sessionChanged,
    opened(file) {
      mirror.opened();
      rowList.opened();
      sharing.clear();
      embedding.opened(file);
      requests.reset();
      Object.assign(privacy, { own: 0, inWorker: 0 });
      privacyChanged();
    },
  });
  rowList = new RowList(session, { app, save, changed: () => page() === 'rows' && renderMirror() });
  mirror = new Mirror({ main: byId('mirror'), live: byId('live') }, actions, rowList);
  await askForWords(client, languages, words, appTexts);
  await mirror.render(state());
  await startDrawing(parts.app);
  byId('view').addEventListener('click', () =>
    showView(document.documentElement.dataset.view === 'drawn' ? 'text' : 'drawn'),
  );
  byId('mirror').addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && document.documentElement.dataset.view === 'drawn') byId('canvas').focus();
  });
  window.addEventListener('hashchange', pageChanged);
  systemDark.addEventListener('change', () => {
    if (!settings.followsSystem) return;
    settings.theme = systemDark.matches ? 'dark' : 'light';
    tellSettings();
    renderMirror();
  });
  listen();
  embedding.measure(byId('mirror'), session);
  await checkPolicy();
  embedding.ready();
  document.documentElement.dataset.ready = 'yes';
  await training.load(settings.lang, client);
  client.warmUp();
}

start().catch((error) => {
  console.error(error);
  document.documentElement.dataset.ready = 'failed';
  document.documentElement.dataset.view = 'text';
  byId('start-failed').hidden = false;
  byId('start-failed-why').textContent = String(error.message ?? error);
});

/** For the tests: what the app has drawn so far. */
window.klarsicht = { framesDrawn: () => app.framesDrawn() };
