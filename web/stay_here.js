// What no policy forbids, the page forbids itself before a file is opened: to be led away, to open windows and frames,
// to connect ahead of time. What it needs is left as it is: links within the page, and downloads of what it made.
//
// A script that got into the page could change what every object does. So what is used later is taken out now, as
// functions that ask no object for anything.
import { leaveNothing } from './leave_nothing.js';

/** `uncurried(Event.prototype.preventDefault)(event)` is `event.preventDefault()`, whatever becomes of that. */
const uncurried = (method) => Function.prototype.call.bind(method);
const reader = (prototype, name) => uncurried(Object.getOwnPropertyDescriptor(prototype, name)?.get ?? (() => null));
const slice = uncurried(String.prototype.slice);
const indexOf = uncurried(String.prototype.indexOf);
/** Like `method`; null where it is asked of a thing of another kind. */
const tried = (method) => (thing, a, b) => {
  try {
    return method(thing, a, b);
  } catch {
    return null;
  }
};
const lowerCase = uncurried(String.prototype.toLowerCase);

/** Ways to a frame, a window or a stranger that the page has no use for. */
const unusedGlobals = [
  ...['RTCPeerConnection', 'webkitRTCPeerConnection', 'mozRTCPeerConnection', 'PaymentRequest', 'PresentationRequest'],
  'documentPictureInPicture', // a window with globals of its own
  'speechSynthesis', // some voices are a server's
  'XSLTProcessor', // makes elements of any name
];
const unusedMembers = {
  Navigator: ['credentials'],
  Document: ['open', 'write', 'writeln'],
  Element: ['attachShadow', 'insertAdjacentHTML', 'setHTML', 'setHTMLUnsafe'],
  Range: ['createContextualFragment'],
  DOMParser: ['parseFromString'],
  HTMLFormElement: ['submit'],
  CustomElementRegistry: ['define'],
};
/** Elements that make a frame, connect ahead of time, lead away by themselves, or hide what a link is. */
const unusedElements = [
  'iframe',
  'frame',
  'fencedframe',
  'object',
  'embed',
  'link',
  'meta',
  'base',
  'use',
  'set',
  'animate',
];

function takeAway(scope) {
  leaveNothing(scope);
  for (const name of unusedGlobals) delete scope[name];
  for (const [owner, names] of Object.entries(unusedMembers))
    for (const name of names) delete scope[owner]?.prototype[name];
  for (const name of ['innerHTML', 'outerHTML']) {
    const { get } = Object.getOwnPropertyDescriptor(scope.Element.prototype, name);
    Object.defineProperty(scope.Element.prototype, name, { get, set: undefined });
  }
  scope.open = () => null;
  scope.opener = null;
  for (const name of ['parseHTML', 'parseHTMLUnsafe']) delete scope.Document[name];
  for (const link of scope.document.querySelectorAll('link')) link.remove();
}

/** Of what a page can do to what a person edits in it, only copying. */
function refuseEditing({ Document }) {
  const execCommand = uncurried(Document.prototype.execCommand);
  Document.prototype.execCommand = function edit(command) {
    return `${command}` === 'copy' && execCommand(this, 'copy');
  };
}

/** Of text no element is made any more (see above, and the policy): so it is enough to look at names. */
function refuseElements({ Document, DOMImplementation, DOMException }) {
  const refused = Object.assign(Object.create(null), Object.fromEntries(unusedElements.map((name) => [name, true])));
  const checked = (given) => {
    const name = `${given}`; // once: what is looked at is what is used
    if (refused[lowerCase(slice(name, indexOf(name, ':') + 1))])
      throw new DOMException(`Klarsicht makes no ${name}`, 'NotSupportedError');
    return name;
  };
  const createElement = uncurried(Document.prototype.createElement);
  Document.prototype.createElement = function ofName(name, options) {
    return createElement(this, checked(name), options);
  };
  const createElementNS = uncurried(Document.prototype.createElementNS);
  Document.prototype.createElementNS = function ofName(namespace, name, options) {
    return createElementNS(this, namespace, checked(name), options);
  };
  const createDocument = uncurried(DOMImplementation.prototype.createDocument);
  DOMImplementation.prototype.createDocument = function ofName(namespace, name, type = null) {
    return createDocument(this, namespace, checked(name ?? ''), type);
  };
}

const withoutFragment = (url) => (indexOf(url, '#') < 0 ? url : slice(url, 0, indexOf(url, '#')));
const isBlob = (url) => slice(url, 0, 5) === 'blob:';

/** Where the browser tells of every step to elsewhere. Those within the page, back and again lead nowhere. */
function refuseSteps({ navigation, NavigateEvent, NavigationDestination, Event, location }) {
  if (!navigation) return;
  const destination = reader(NavigateEvent.prototype, 'destination');
  const urlOf = reader(NavigationDestination.prototype, 'url');
  const download = reader(NavigateEvent.prototype, 'downloadRequest');
  const type = reader(NavigateEvent.prototype, 'navigationType');
  const preventDefault = uncurried(Event.prototype.preventDefault);
  let saved = null; // Firefox tells of a download once more, as of a step to its address
  navigation.addEventListener('navigate', (event) => {
    const url = urlOf(destination(event));
    if (download(event) !== null && isBlob(url)) saved = url;
    const within =
      type(event) === 'reload' ||
      type(event) === 'traverse' ||
      url === saved ||
      (download(event) === null && withoutFragment(url) === withoutFragment(location.href));
    if (!within) preventDefault(event);
  });
}

/** Of links only these lead anywhere: within the page, and to a download of what the page made. */
function linkReader({ Element }) {
  const attribute = tried(uncurried(Element.prototype.getAttributeNS));
  const xlink = 'http://www.w3.org/1999/xlink';
  return {
    /** null where it is no link */
    address: (node) => attribute(node, null, 'href') ?? attribute(node, xlink, 'href'),
    isOurs: (link, href) =>
      attribute(link, null, 'target') === null &&
      (slice(href, 0, 1) === '#' || (isBlob(href) && attribute(link, null, 'download') !== null)),
  };
}

/**
 * No link is followed but ours, and only in this window; and nobody can change one while it is clicked. Those within
 * the page the page follows itself: a browser would tell a page around it of each step, by the length of its history.
 */
function refuseLinks(scope, follow) {
  const { Event, MouseEvent } = scope;
  const { address, isOurs } = linkReader(scope);
  const pathOf = uncurried(Event.prototype.composedPath);
  const preventDefault = uncurried(Event.prototype.preventDefault);
  const stop = uncurried(Event.prototype.stopImmediatePropagation);
  const held = ['ctrlKey', 'metaKey', 'shiftKey', 'altKey', 'button'].map((name) =>
    tried(reader(MouseEvent.prototype, name)),
  );
  const isPlain = (event) => {
    for (let i = 0; i < held.length; i += 1) if (held[i](event)) return false;
    return true;
  };
  const listen = (event) => {
    const path = pathOf(event);
    for (let i = 0; i < path.length; i += 1) {
      const href = address(path[i]);
      if (href === null) continue;
      const ours = isOurs(path[i], href) && isPlain(event);
      if (ours) stop(event);
      if (!ours || slice(href, 0, 1) === '#') preventDefault(event);
      if (ours && slice(href, 0, 1) === '#') follow(href);
      return;
    }
  };
  for (const type of ['click', 'auxclick']) scope.addEventListener(type, listen, { capture: true });
  // Nothing is sent by a form: even one that may not be sent makes the browser open a window and connect.
  scope.addEventListener('submit', (event) => preventDefault(event), { capture: true });
}

/**
 * Browsers connect as soon as a mouse is over a link: so none that leads elsewhere is left in the page by the time a
 * mouse can move.
 */
function dropForeignLinks(scope) {
  const { document, Document, Element, HTMLCollection, MutationObserver } = scope;
  const { address, isOurs } = linkReader(scope);
  const links = reader(Document.prototype, 'links');
  const length = reader(HTMLCollection.prototype, 'length');
  const item = uncurried(HTMLCollection.prototype.item);
  const remove = uncurried(Element.prototype.removeAttribute);
  new MutationObserver(() => {
    const all = links(document);
    for (let i = length(all) - 1; i >= 0; i -= 1) {
      const link = item(all, i);
      if (!isOurs(link, address(link))) remove(link, 'href');
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['href', 'target'] });
}

/** Scripts click what is in the page, and nothing else: where no event passes by, no link is looked at. */
function refuseClicksElsewhere({ Event, EventTarget, HTMLElement, Node }) {
  const isConnected = reader(Node.prototype, 'isConnected');
  const click = uncurried(HTMLElement.prototype.click);
  HTMLElement.prototype.click = function press() {
    if (isConnected(this)) click(this);
  };
  // An event that a script made may be one that nobody can refuse.
  const type = reader(Event.prototype, 'type');
  const dispatchEvent = uncurried(EventTarget.prototype.dispatchEvent);
  EventTarget.prototype.dispatchEvent = function tell(event) {
    const name = type(event);
    return name === 'click' || name === 'auxclick' ? false : dispatchEvent(this, event);
  };
}

/**
 * From here on the page is not led away by script, form or link. The person still can, by the address bar. Whoever is
 * to offer files for saving needs `URL.createObjectURL` from before, and whoever asks for locks `lockRequest`.
 * @param {(hash: string) => void} follow goes to a place of the page that a link names
 */
export function stayHere(scope, follow) {
  takeAway(scope);
  refuseEditing(scope);
  refuseElements(scope);
  refuseSteps(scope);
  refuseLinks(scope, follow);
  dropForeignLinks(scope);
  refuseClicksElsewhere(scope);
}
