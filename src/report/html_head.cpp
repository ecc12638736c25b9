#include "report/html_head.h"

#include "base/version.h"
#include "report/html_text.h"

namespace klarsicht {

std::string html_head(std::string_view title, std::string_view css, Language language) {
    return "<!doctype html>\n<html lang=\"" + std::string(name_of(language)) +
           "\"><head><meta charset=\"utf-8\">"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"referrer\" "
           "content=\"no-referrer\">"
           "<meta name=\"generator\" content=\"Klarsicht " +
           std::string(program_version) + "\"><title>" + html_text(title) + "</title><style>\n" + std::string(css) +
           "</style></head>\n";
}

}  // namespace klarsicht
