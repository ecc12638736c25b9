// The page: loads the parts, locks itself, starts the worker and the app, and passes on what they say to each other.
import { AppLink } from './app_link.js';
import { noticeOf, planIn, readingOf } from './choices.js';
import { h } from './dom.js';
import { Embedding } from './embedding.js';
import { EngineClient } from './engine_client.js';
import { Mirror } from './mirror.js';
import { loadParts } from './parts.js';
import { lock, probePolicy, watchRequests, workerAddress } from './policy.js';
import { Session } from './session.js';
import { languages, pageFrom, pages, partFrom, settingsFrom, themes } from './settings.js';
import { stayHere } from './stay_here.js';
import { Words } from './words.js';
import { lockRequest } from './worker_life.js';

const byId = (id) => document.getElementById(id);
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const settings = settingsFrom(location.search, navigator.languages, systemDark.matches);
const wantsDrawing = new URLSearchParams(location.search).get('view') !== 'text';
const privacy = { checked: false, policy: true, requests: 0, inWorker: 0, own: 0 };
const words = {};
const app = new AppLink();
/** Taken before `stayHere`: nobody else is to make addresses that a page can go to, or locks that another page sees. */
const blobAddress = URL.createObjectURL.bind(URL);
const requestLock = lockRequest(window);
let session;
let mirror;
let requests;
let drawing = false;

// --- telling everybody ---

const page = () => pageFrom(location.hash);
const state = () => ({
  words: words[settings.lang],
  session,
  page: page(),
  theme: settings.theme,
  privacy,
  notice: noticeOf(words[settings.lang], session?.note, waitingPlan),
});
const renderMirror = () => mirror.render(state());

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
  if (samePage) {
    // Another part of a page is no step to go back, but an address to pass on.
    history.replaceState(null, '', hash);
    return;
  }
  // In somebody else's page our steps are not theirs to go back.
  if (embedding.embedded) history.replaceState(null, '', hash);
  else history.pushState(null, '', hash);
  pageChanged();
}

function pageChanged() {
  tellSettings();
  embedding.shown(page(), session);
  renderMirror();
  byId('mirror').scrollTop = 0;
}

let stageBefore;
let waitingPlan = null; // for the next file
function sessionChanged() {
  const text = words[settings.lang];
  // A report in another language is no new report: who went back to the start stays there.
  const arrived = session.stage === 'done' && stageBefore !== 'done';
  stageBefore = session.stage;
  if (arrived && page() === 'start') goTo('overview');
  else renderMirror();
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
    const plans = await Promise.all(all.map(planOf));
    const data = all.filter((_, place) => !plans[place]);
    const plan = plans.find(Boolean) ?? null;
    if (data.length > 1 || plans.filter(Boolean).length > 1) actions.refuse('error.page.several_files');
    else if (data.length === 1) openWith(data[0], plan ?? waitingPlan);
    else if (plan && session.file) session.setPlan(plan);
    else if (plan) {
      waitingPlan = plan;
      mirror.say(words[settings.lang].text('page.set.waiting'));
      tellNotice();
      renderMirror();
    }
  },
  refuse(key) {
    const text = words[settings.lang].text(key);
    app.send({ type: 'error', text, name: '' });
    mirror.say(text);
  },
  demo: (name) => session.demo(name),
  cancel() {
    session.cancel();
    if (session.stage === 'idle') mirror.say(words[settings.lang].text('page.cancelled'));
  },
  close() {
    session.close();
    goTo('start');
  },
  showLicences,
  edit: (edits) => session.edit(edits),
  set: (field, text) => session.set(field, text),
  preview: (reading) => session.preview(reading),
  setReading: (reading) => session.setReading(reading),
  savePlan: () => session.savePlan(),
  undo: () => session.undo(),
  choices: (column) => session.choices(column),
  detail: (check, page) => session.detail(check, page),
  setSheet: (sheet) => session.setSheet(sheet),
  setEncoding: (encoding) => session.setEncoding(encoding),
  setShowValues: (on) => session.setShowValues(on),
  download: (format) => session.download(format),
  remedy: (remedies) => session.remedy(remedies),
  setLanguage(lang) {
    if (!languages.includes(lang) || lang === settings.lang) return;
    settings.lang = lang;
    tellSettings();
    showView();
    renderMirror();
    session.setLanguage(lang);
  },
  setTheme(theme) {
    if (!themes.includes(theme)) return;
    settings.theme = theme;
    settings.followsSystem = false;
    tellSettings();
    renderMirror();
  },
};

function hearApp(message) {
  switch (message.type) {
    case 'ready':
      tellSettings();
      privacyChanged();
      break;
    case 'choose_file':
      actions.chooseFile();
      break;
    case 'demo':
      actions.demo(message.id);
      break;
    case 'cancel':
      actions.cancel();
      break;
    case 'close':
      actions.close();
      break;
    case 'edit':
      actions.edit(message.edits);
      break;
    case 'lang':
      actions.setLanguage(message.lang);
      break;
    case 'theme':
      actions.setTheme(message.theme);
      break;
    case 'page':
      goTo(message.page, message.part);
      break;
    case 'download':
      actions.download(message.format);
      break;
    case 'remedy':
      actions.remedy(message.remedies);
      break;
    case 'copy':
      copy(message.text);
      break;
    case 'dots':
      session.dots(message.group, message.decision);
      break;
    case 'detail':
      tellDetail(message);
      break;
    case 'show_values':
      actions.setShowValues(message.on);
      break;
    case 'licences':
      showLicences();
      break;
    case 'how_to_check':
      checkPolicy();
      break; // it explains; the page measures once more
    default:
      if (Object.hasOwn(heardOfPlan, message.type)) heardOfPlan[message.type](message);
      else console.warn('unknown message of the app', message.type);
  }
}

/** What the app says of the plan and of how the file is read. */
const heardOfPlan = {
  set: tellSet,
  preview: tellPreview,
  reading: ({ reading }) => actions.setReading(readingOf(reading)),
  sheet: ({ sheet }) => actions.setSheet(sheet),
  encoding: ({ encoding }) => actions.setEncoding(encoding),
  save_plan: () => actions.savePlan(),
};

/** A text that does not fit is said beside its field. */
async function tellSet({ field, text }) {
  const wrong = await actions.set(field, text);
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

async function tellDetail({ check, page }) {
  const answer = await session.detail(check, page);
  if (!answer) return;
  const { id, first, groups, table } = answer;
  app.send({ type: 'detail', check, id, first, groups, table });
}

function save(bytes, name, type) {
  const address = blobAddress(new Blob([bytes], { type }));
  const link = h('a', { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not allowed in some frames; the old way still is.
    const area = h('textarea', { 'aria-hidden': 'true' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

/** Whose software is in the page, under which licence. */
function showLicences() {
  const text = words[settings.lang];
  const dialog = byId('licences-dialog');
  dialog.lang = settings.lang;
  dialog.setAttribute('aria-label', text.text('page.licences'));
  dialog.replaceChildren(
    h('h2', {}, text.text('page.licences')),
    h('p', {}, text.text('page.licences.hint')),
    h('pre', { tabindex: 0, lang: 'en' }, byId('licences').textContent),
    h(
      'button',
      { type: 'button', autofocus: true, on: { click: () => dialog.close() } },
      text.text('page.licences.close'),
    ),
  );
  dialog.showModal();
}

// --- files dropped and pasted ---

const mostPlanBytes = 4 << 20;

/** The plan that a file is, or that a report holds; null where it is to be audited. */
const planOf = async (file) =>
  /\.json$/i.test(file.name) && file.size <= mostPlanBytes ? planIn(await file.text()) : null;

function openWith(file, plan) {
  waitingPlan = null;
  session.open(file, { plan, fit: Boolean(plan) });
}

function listenToFiles() {
  const holdsFiles = (event) => event.dataTransfer?.types.includes('Files');
  let depth = 0;
  const over = (on) => app.send({ type: 'dropping', over: on });
  window.addEventListener('dragenter', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    if (depth++ === 0) over(true);
  });
  window.addEventListener('dragleave', (event) => {
    if (holdsFiles(event) && --depth === 0) over(false);
  });
  // Without this the browser would leave the page and show the file.
  window.addEventListener('dragover', (event) => event.preventDefault());
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    depth = 0;
    over(false);
    const folder = [...(event.dataTransfer?.items ?? [])].some((item) => item.webkitGetAsEntry?.()?.isDirectory);
    if (folder) actions.refuse('error.page.several_files');
    else actions.openFiles(event.dataTransfer?.files ?? []);
  });
  window.addEventListener('paste', (event) => {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    actions.openFiles(event.clipboardData.files);
  });
  const chooser = byId('file');
  chooser.addEventListener('change', () => {
    actions.openFiles(chooser.files);
    chooser.value = ''; // the same file may be chosen again
  });
}

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
  drawing = await app.start(compiled, byId('canvas'), hearApp);
  if (!drawing) mirror.say(words[settings.lang].text('page.no_drawing'));
  showView(drawing ? 'drawn' : 'text');
}

// --- start ---

const embedding = new Embedding({
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
      embedding.opened(file);
      requests.reset();
      Object.assign(privacy, { own: 0, inWorker: 0 });
      privacyChanged();
    },
  });
  mirror = new Mirror({ main: byId('mirror'), live: byId('live') }, actions);
  await Promise.all(
    languages.map(async (lang) => {
      words[lang] = new Words((await client.ask({ request: 'texts', lang })).texts, lang);
    }),
  );
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
  listenToFiles();
  await checkPolicy();
  embedding.ready();
  document.documentElement.dataset.ready = 'yes';
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
