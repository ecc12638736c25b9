// The promise that nothing leaves the machine: how it is enforced, and how it is measured.

/**
 * What remains allowed once the program is loaded. Policies add up: the browser applies this one and the page's first
 * one.
 */
export const lockedPolicy =
  "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; img-src data: blob:; connect-src 'none'; " +
  "form-action 'none'; base-uri 'none'; frame-src 'none'; object-src 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

/**
 * The address of a script that a worker may be started from once the page is locked. Nobody can make another one then.
 * @param {string} source the script
 */
export function workerAddress(source, scope = globalThis) {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  if (!scope.trustedTypes) return address;
  return scope.trustedTypes.createPolicy('klarsicht', { createScriptURL: () => address }).createScriptURL('');
}

/** From here on the browser refuses every connection of this page and of the workers it starts. Cannot be undone. */
export function lock(document) {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = lockedPolicy;
  document.head.append(meta);
}

/** Reserved by RFC 2606: there is no such host. */
const probeAddress = 'https://probe.invalid/';

/**
 * Tries to connect, and expects the browser's refusal in the name of the policy; nothing is sent.
 * @returns {Promise<boolean>} whether the policy refused
 */
export async function probePolicy(scope, waitMs = 2000) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(false), waitMs);
    function settle(refused) {
      clearTimeout(timer);
      scope.removeEventListener('securitypolicyviolation', heard);
      resolve(refused);
    }
    function heard(event) {
      // Every policy tells of itself; the one meant here forbids all, not only strangers.
      if (
        event.blockedURI.startsWith(probeAddress.slice(0, -1)) &&
        event.disposition === 'enforce' &&
        event.originalPolicy.includes("connect-src 'none'")
      )
        settle(true);
    }
    scope.addEventListener('securitypolicyviolation', heard);
    // Answered, the policy is not in force; failed for another reason, nobody refused.
    scope.fetch(probeAddress, { mode: 'no-cors', cache: 'no-store' }).then(
      () => settle(false),
      () => {},
    );
  });
}

/**
 * Counts the requests that leave this page or worker, as the browser's own log of resources has them; those that a
 * policy refused did not leave. @returns {{count: () => number, reset: () => void}} reset: count from now
 */
export function watchRequests(scope, changed = () => {}) {
  let since = scope.performance.now();
  let seen = [];
  const refused = new Set();
  const local = /^(blob|data):/;
  const count = () =>
    seen.filter((entry) => entry.start >= since && !refused.has(entry.name) && !entry.name.startsWith(probeAddress))
      .length;
  let told = 0;
  const tell = () => {
    const now = count();
    if (now !== told) changed((told = now));
  };
  scope.addEventListener('securitypolicyviolation', (event) => {
    if (event.disposition === 'enforce') refused.add(event.blockedURI);
    tell();
  });
  new scope.PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (!local.test(entry.name)) seen.push({ name: entry.name, start: entry.startTime });
    // A refusal is told of after the log has it.
    setTimeout(tell, 50);
  }).observe({ type: 'resource', buffered: false });
  return {
    count,
    reset() {
      since = scope.performance.now();
      seen = [];
      told = 0;
    },
  };
}
