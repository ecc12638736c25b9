// Dear ImGui reads the places of its windows from a settings text with sscanf, which is 3 kB of what the page loads. We
// keep no settings (`IniFilename` is nullptr, and no text is ever given), and numbers that a person types are read as
// JSON (src/app/views/roles.cpp), so nothing of it is called. cmake/web.cmake gives Dear ImGui this function in its
// place: nothing was read.
extern "C" int klarsicht_no_settings(const char* text, const char* format, ...);

int klarsicht_no_settings(const char*, const char*, ...) { return 0; }
