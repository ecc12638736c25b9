#include "report/one_page.h"
#include "report/render.h"

namespace klarsicht {

std::string report_to_format(const Report& report, std::string_view format, Language language) {
    if (format == "html") { return report_to_html(report, language); }
    if (format == "one-page.html") { return one_page(report, {}, language); }
    if (format == "md") { return report_to_markdown(report, language); }
    if (format == "csv") { return report_to_csv(report, language); }
    if (format == "counts.csv") { return counts_to_csv(report); }
    return report_to_json_file(report, language);
}

}  // namespace klarsicht
