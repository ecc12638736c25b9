// What another page of the same server could read later, list or listen to: the page and its worker give their own
// access up before a file is opened. No policy forbids it.

/** Named by window and worker alike; what one of them does not have is not missed. */
const lastingGlobals = [
  ...['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore', 'sharedStorage', 'openDatabase'],
  ...['BroadcastChannel', 'SharedWorker', 'Notification'],
  ...['webkitRequestFileSystem', 'webkitResolveLocalFileSystemURL', 'webkitStorageInfo'],
  ...['webkitRequestFileSystemSync', 'webkitResolveLocalFileSystemSyncURL'],
];
const ofNavigator = [
  ...['storage', 'storageBuckets', 'webkitTemporaryStorage', 'webkitPersistentStorage', 'locks', 'serviceWorker'],
  // What the browser keeps for advertisers, for sign-in and as a handler.
  ...['joinAdInterestGroup', 'leaveAdInterestGroup', 'updateAdInterestGroups', 'clearOriginJoinedAdInterestGroups'],
  ...['runAdAuction', 'getInterestGroupAdAuctionData', 'login', 'registerProtocolHandler', 'unregisterProtocolHandler'],
];
const lastingMembers = {
  Navigator: ofNavigator,
  WorkerNavigator: ofNavigator,
  // Asked for storage, a document gets one that is not the window's.
  Document: ['cookie', 'browsingTopics', 'requestStorageAccess', 'requestStorageAccessFor'],
};

/**
 * What is needed of all this (locks, addresses of blobs) is to be had before.
 * @param {Window|WorkerGlobalScope} scope
 */
export function leaveNothing(scope) {
  // Browsers refuse to delete from the object of a window's named elements even what it does not have.
  for (const name of lastingGlobals)
    for (let place = scope; place; place = Object.getPrototypeOf(place))
      if (Object.hasOwn(place, name)) delete place[name];
  for (const [owner, names] of Object.entries(lastingMembers))
    for (const name of names) delete scope[owner]?.prototype[name];
  delete scope.URL.createObjectURL;
  if (!scope.document) return;
  // The next page in this window would find it. Once it is redefined, nothing leads to the window's own name.
  scope.name = '';
  Object.defineProperty(scope, 'name', { value: '', writable: false });
}
