// Prepended to programs for Node: getenv() sees the environment of the process.
Module['preRun'] = [].concat(Module['preRun'] ?? [], () => {
  if (typeof ENV != 'undefined') Object.assign(ENV, process.env);
});
