// Whether a worker is still there. Browsers do not tell: one that was ended for its memory is only silent, as is one
// that works. So it holds a lock while it lives; where there are no locks (a page that was not loaded over TLS), it
// says at once that it heard.

/** How long a worker that has nothing to do may take to say that it heard, twice. */
export const patience = 10_000; // ms

/**
 * How to ask for a lock, whatever becomes of `navigator.locks`; null where there are none.
 * @param {Window|WorkerGlobalScope} scope
 */
export function lockRequest({ navigator }) {
  const { locks } = navigator;
  return locks ? locks.request.bind(locks) : null;
}

/** In the worker. @returns {Promise<boolean>} whether the lock of that name is held, until the worker ends */
export function holdLock(request, name) {
  return new Promise((settle) => {
    const hold = () => {
      settle(true);
      return new Promise(() => {});
    };
    if (request) request(name, hold).catch(() => settle(false));
    else settle(false);
  });
}

/** Once the worker holds the lock. @returns {Promise<void>} when the worker is gone */
export const lockReleased = (request, name) => request(name, () => {});
