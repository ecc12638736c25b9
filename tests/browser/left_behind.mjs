// What another page of the same server could read later or hear: attempts like those of ways_out.mjs.

/** Of a page and its worker. */
export const lasting = {
  database: () => void indexedDB.open('secret'),
  cache: () => caches.open('secret'),
  channel: () => new BroadcastChannel('x').postMessage('secret'),
  lock: () => navigator.locks.request('secret', () => {}),
  'private files': () => navigator.storage.getDirectory(),
  bucket: () => navigator.storageBuckets.open('secret'),
  'old file system': ({ ending }) => ending((done, refused) => webkitRequestFileSystem(0, 1024, done, refused)),
  'address in the old file system': () => void webkitResolveLocalFileSystemURL.name,
  'address of a blob': () => URL.createObjectURL(new Blob(['secret'])),
  notification: () => void Notification.permission,
};

export const lastingOfPage = {
  'reading aloud': () => speechSynthesis.speak(new SpeechSynthesisUtterance('secret')),
  payment: ({ to }) =>
    void new PaymentRequest([{ supportedMethods: to.replace('http:', 'https:') }], {
      total: { label: '', amount: { currency: 'EUR', value: '1' } },
    }),
  'sign-in': () => void navigator.credentials.get,
  storage: () => localStorage.setItem('secret', '1'),
  'session storage': () => sessionStorage.setItem('secret', '1'),
  'name of the window': () => {
    window.name = 'secret';
    if (window.name !== 'secret') throw new Error('name');
  },
  'storage beside its own': () => void document.requestStorageAccess.name,
  'quota of the old file system': () => void navigator.webkitTemporaryStorage.requestQuota,
  'interest group': () => void navigator.joinAdInterestGroup.name,
  topics: () => void document.browsingTopics.name,
  'sign-in state': () => void navigator.login.setStatus,
  'handler of addresses': () => void navigator.registerProtocolHandler.name,
  cookie: () => {
    document.cookie = 'secret=1';
  },
};

export const lastingOfWorker = {
  'old file system, waited for': () => void webkitRequestFileSystemSync(0, 1024),
  'address in the old file system, waited for': () => void webkitResolveLocalFileSystemSyncURL.name,
};

/** Names the window for the next page in it, by every way; runs in the page. */
export function nameWindow() {
  const ways = [
    () => (window.name = 'secret'),
    () => Object.defineProperty(window, 'name', { value: 'secret' }),
    () => delete window.name && (window.name = 'secret'),
  ];
  for (const name of ways) {
    try {
      name();
    } catch {
      // refused
    }
  }
}
