# The app's own functions are exported by EMSCRIPTEN_KEEPALIVE (main.cpp, page.cpp).
target_link_options(klarsicht_app PRIVATE -sINITIAL_MEMORY=32MB -sGL_ENABLE_GET_PROC_ADDRESS=0 -sASSERTIONS=0)
