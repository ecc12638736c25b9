// Appended to the module emscripten makes: `node program.mjs ARGUMENTS` runs it.
await Module();
