// Whether a worker is still there. Browsers do not tell: one that was ended for its memory is only silent, as is one
// that works. So it holds a lock while it lives; where there are no locks (a page that was not loaded over TLS), it
// says at once that it heard.

/** How long a worker that has nothing to do may take to say that it heard, twice. */
export const patience = 10_000; // ms

/** In the worker. @returns {Promise<boolean>} whether the lock of that name is held, until the worker ends */
export function holdLock(locks, name) {
  return new Promise((settle) => {
    const hold = () => {
      settle(true);
      return new Promise(() => {});
    };
    if (locks) locks.request(name, hold).catch(() => settle(false));
    else settle(false);
  });
}

/** Once the worker holds the lock. @returns {Promise<void>} when the worker is gone */
export const lockReleased = (locks, name) => locks.request(name, () => {});
