# web/engine.js hears of progress through Module.onProgress.
target_link_options(klarsicht_engine PRIVATE -sASSERTIONS=0 -sINITIAL_MEMORY=32MB)
